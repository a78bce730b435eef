"""What the columns of an account's export are called, and the goals that are of what there is, or comes and goes."""

from coopctl.exchange.figures.words import plain
from coopctl.values.patterns import later

# What there is after each row of an account, beside what came and went.
_BALANCE = later(r"\b(?:balance|saldo|solde|kontostand|stan konta)\b")
# What came or went of an account.
_MOVED = later(
    r"(?:transaction )?amount|betrag|umsatz|montant|importe|importo|valor|bedrag|belopp|beløb|kwota"
    r"|(?:money|paid) (?:in|out)|debits?|credits?|débit|crédit|soll|haben|cargos?|abonos?|withdrawals?|deposits?"
)
# What goals are called that are of what comes and goes, and those that are of what there is then.
_FLOW = later(
    r"\b(?:revenues?|turnover|income|sales|spend(?:ing)?|spent|costs?|expens(?:es?|ditures?)|earn(?:ed|ings)|donations?"
    r"|exports?|imports?|salary|umsatz|umsätze|einnahmen|ausgaben|kosten|chiffre|recettes|dépenses|ventes|ingresos"
    r"|gastos|ventas|receitas|despesas)\b"
)
_FUND = later(
    r"\b(?:saving|savings|saved|funds?|reserves?|balances?|cash|deposits?|net worth|nest egg|debts?|loans?|mortgage"
    r"|owed|cushion|piggy bank|account"
    r"|notgroschen|rücklagen?|ersparnisse?|guthaben|schulden|kredit|kontostand|épargne|réserves?|fonds|dettes?|ahorros?"
    r"|fondos?|deudas?|reservas?|poupança|dívidas?|risparmi|debiti?)\b"
)


def is_balance_name(name: str) -> bool:
    """Whether a column, by its name, holds what there was after each row of an account."""
    return _BALANCE.search(plain(name)) is not None


def is_movement(name: str) -> bool:
    """Whether a column, by its name, holds what came to an account or went from it."""
    return _MOVED.fullmatch(plain(name.partition("(")[0])) is not None


def is_of_flow(title: str) -> bool:
    """Whether a goal, by its title, is of what comes and goes."""
    return _FLOW.search(plain(title)) is not None


def is_of_fund(title: str) -> bool:
    """Whether a goal, by its title, is of what there is."""
    return _FUND.search(plain(title)) is not None
