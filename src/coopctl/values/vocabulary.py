"""The words for numbers, scales, periods, frequencies and blanks that plans and figure files use, as data.

Of the languages that plans are read in.  Words are in lower case; the patterns that read them are built from
these tables, so a word that is added here is read everywhere.  A word that means different numbers in two of the
languages (`billion`, `mil`) stands only where it has one meaning.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from coopctl.values.patterns import later

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
seventeen eighteen nineteen".split()
_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"}

NUMBERS = {
    **{word: Decimal(n) for n, word in enumerate(_UNITS)},
    **{word: Decimal(ten) for ten, word in _TENS.items()},
    **{f"{word}{join}{_UNITS[n]}": Decimal(ten + n)
       for ten, word in _TENS.items() for join in "- " for n in range(1, 10)},
}  # fmt: skip
"""English number words up to 99."""

NUMBER_WORDS = rf"(?:{'|'.join(_TENS.values())})(?:(?:-|\s+)(?:{'|'.join(_UNITS[1:10])}))?|{'|'.join(_UNITS[::-1])}"
"""A pattern of the words of `NUMBERS`, the longest first: `pattern` of them all takes six times as long to compile."""

SCALES = {
    "hundred": 2, "k": 3, "thousand": 3, "thousands": 3, "tausend": 3, "lakh": 5, "lakhs": 5, "lac": 5, "lacs": 5,
    "m": 6, "mn": 6, "mln": 6, "mio": 6, "mio.": 6,
    "million": 6, "millions": 6, "millionen": 6, "millón": 6, "millones": 6,
    "milhão": 6, "milhões": 6, "crore": 7, "crores": 7, "b": 9, "bn": 9, "billion": 9, "billions": 9, "milliard": 9,
    "milliards": 9, "milliarde": 9, "milliarden": 9, "mrd": 9, "mrd.": 9, "mld": 9, "mil millones": 9, "mil milhões": 9,
    "bilhão": 9, "bilhões": 9, "tn": 12, "trillion": 12, "trillions": 12, "billionen": 12, "billones": 12,
    "lakh crore": 12, "lakh crores": 12,
    "mila": 3, "milione": 6, "milioni": 6, "miliardo": 9, "miliardi": 9, "duizend": 3, "miljoen": 6, "miljard": 9,
    "mlrd": 9, "mlrd.": 9, "tys": 3, "tys.": 3, "tysiąc": 3, "tysiące": 3, "tysięcy": 3, "milion": 6, "miliony": 6,
    "milionów": 6, "miliard": 9, "miliardy": 9, "miliardów": 9, "milyon": 6, "milyar": 9, "trilyon": 12, "ribu": 3,
    "juta": 6, "miliar": 9, "triliun": 12, "tusen": 3, "miljon": 6, "miljoner": 6, "miljarder": 9, "millioner": 6,
    "milliarder": 9,
}  # fmt: skip
"""The power of ten of a word after a number: `250 million`, `3 crore`, `5 Mrd`."""

TABLE_SCALES = {
    "unit": 0, "one": 0, "tsd": 3, "tsd.": 3, "milliers": 3, "millier": 3, "miles": 3, "milhares": 3, "mm": 6,
    "milliarden": 9, "mds": 9, "md": 9,
    "ten thousand": 4, "hundred thousand": 5, "ten million": 7, "hundred million": 8,
}  # fmt: skip
"""The power of ten of further words that tables have for a scale, and sentences do not."""

EASTERN_SCALES = {
    "千": 3, "천": 3, "万": 4, "萬": 4, "만": 4, "百万": 6, "百萬": 6, "백만": 6, "億": 8, "亿": 8, "억": 8,
    "十億": 9, "十亿": 9, "십억": 9, "兆": 12, "조": 12,
}  # fmt: skip
"""The power of ten of what Chinese, Japanese and Korean tables have before a unit: 千人 is a thousand persons."""

SCALE_NAMES = {
    2: "hundred", 3: "thousand", 4: "ten thousand", 5: "lakh", 6: "million", 7: "crore", 8: "hundred million",
    9: "billion", 12: "trillion",
}  # fmt: skip
"""The scale of a power of ten, as English says it."""

UNSURE_SCALES = frozenset("hundreds dozen dozens mil mill mille md mds bio cr tsd millard".split())
"""Words of scale that are no power of ten, or not the same one everywhere: refused, never kept as a unit."""

NO_SCALES = frozenset("MD CR LAC bio".split())
"""Abbreviations of scales that, spelt so and not before a currency, are something else: MD doctors, LAC countries."""

PERCENT = frozenset(
    ("%", "percent", "per cent", "pct", "pour cent", "pourcent", "prozent", "por ciento", "por cento")
)  # fmt: skip
"""What stands for a percent sign."""

POINTS = frozenset(
    ("pp", "percentage point", "percentage points", "percent points", "pct points", "%-points", "p.p.", "ppt",
     "point de pourcentage", "points de pourcentage", "prozentpunkt", "prozentpunkte", "punto porcentual",
     "puntos porcentuales",
     "ponto percentual", "pontos percentuais")
)  # fmt: skip
"""What stands for percentage points."""

PERIODS = {
    "year": "year", "years": "year", "yr": "year", "annum": "year", "calendar year": "year", "an": "year",
    "année": "year", "jahr": "year", "kalenderjahr": "year", "año": "year", "ano": "year",
    "half-year": "half", "half year": "half", "half": "half", "semestre": "half", "halbjahr": "half",
    "quarter": "quarter", "trimestre": "quarter", "quartal": "quarter",
    "month": "month", "mo": "month", "mois": "month", "monat": "month", "mes": "month", "mês": "month",
    "week": "week", "wk": "week", "sem": "week", "semaine": "week", "woche": "week", "semana": "week",
    "fiscal year": "fiscal-year", "financial year": "fiscal-year", "fy": "fiscal-year",
    "day": "day", "days": "day", "jour": "day", "tag": "day", "día": "day", "dia": "day",
    "fiscal quarter": "fiscal-quarter", "financial quarter": "fiscal-quarter", "fiscal half": "fiscal-half",
    "fiscal half-year": "fiscal-half", "financial half-year": "fiscal-half", "fiscal half year": "fiscal-half",
    "financial half year": "fiscal-half",
    "exercice": "fiscal-year", "haushaltsjahr": "fiscal-year", "ejercicio": "fiscal-year",
    "anno": "year", "mese": "month", "settimana": "week", "giorno": "day", "jaar": "year", "kwartaal": "quarter",
    "maand": "month", "dag": "day", "rok": "year", "miesiąc": "month", "tydzień": "week", "tahun": "year",
    "bulan": "month", "minggu": "week", "hari": "day", "yıl": "year", "hafta": "week", "gün": "day",
}  # fmt: skip
"""The period that a noun names, by the name of its kind: `per year`, `par an`, `pro Quartal`."""

FREQUENCIES = {
    "annually": "year", "yearly": "year", "p.a.": "year", "p.a": "year", "per annum": "year",
    "half-yearly": "half", "semi-annually": "half", "semiannually": "half", "six-monthly": "half",
    "quarterly": "quarter", "monthly": "month", "weekly": "week", "daily": "day",
    "täglich": "day", "diariamente": "day", "quotidiennement": "day",
    "annuellement": "year", "jährlich": "year", "anualmente": "year", "semestriellement": "half",
    "halbjährlich": "half", "semestralmente": "half", "trimestriellement": "quarter", "vierteljährlich": "quarter",
    "quartalsweise": "quarter", "trimestralmente": "quarter", "mensuellement": "month", "monatlich": "month",
    "mensualmente": "month", "mensalmente": "month", "wöchentlich": "week", "semanalmente": "week",
}  # fmt: skip
"""The period that an adverb names: `10 exchanges annually`, `jährlich`."""

UNKNOWN_PERIODS = {
    "fortnight": "week", "semester": "half-year", "trimester": "quarter", "biennium": "year", "decade": "year",
    "bimester": "month", "quadrimester": "quarter", "school year": "year", "academic year": "year",
    "triennium": "year", "quadrennium": "year", "quinquennium": "year", "century": "year", "lustrum": "year",
    "term": "year", "school term": "year", "season": "year", "tax year": "fiscal-year", "budget year": "fiscal-year",
    "saison": "year", "temporada": "year", "cuatrimestre": "quarter", "quadrimestre": "quarter", "bimestre": "month",
    "sprint": "week", "weekend": "week", "quinzaine": "week", "quincena": "week", "quinzena": "week",
    "décennie": "year", "década": "year", "jahrzehnt": "year", "schuljahr": "year",
    "working day": "week", "work day": "week", "workday": "week", "business day": "week", "weekday": "week",
    "reporting period": "quarter",
}  # fmt: skip
"""Periods that are not counted by, and the period to write instead."""

MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "jan feb mar apr may jun jul aug sep oct nov dec", "janv févr mrz avr mai juin juil aoû sept okt nov dez",
        "ene fev mar abr mai jun jul ago set out nov dic",
    )
    for number, name in enumerate(names.split(), 1)
}  # fmt: skip
"""The number of a month by its name, or by its first letters as they are written without a full stop."""

SEASONS = {
    name: last
    for last, names in (
        (5, "spring frühling frühjahr printemps primavera"),
        (8, "summer sommer été verano verão"),
        (11, "autumn fall herbst automne otoño outono"),
        (2, "winter hiver invierno inverno"),
    )
    for name in names.split()
}
"""The last month of a season north of the equator; south of it that is half a year apart."""

DAYS_AGO = {
    word: days
    for days, words in (
        (0, "today, now, tonight, this morning, this afternoon, this evening, heute, heute morgen, heute abend"),
        (0, "aujourd'hui, ce matin, ce soir, hoy, esta mañana, hoje, hoje de manhã"),
        (1, "yesterday, last night, yesterday morning, yesterday afternoon, yesterday evening, gestern, gestern abend"),
        (1, "hier, hier soir, ayer, anoche, ontem, ontem à noite"),
        (2, "the day before yesterday, day before yesterday, vorgestern, avant-hier, anteayer, anteontem"),
    )
    for word in words.split(", ")
}
"""How many days ago is what these words say."""

WEEKDAYS = {
    name: number
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday", "mon tue wed thu fri sat sun",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "lunes martes miércoles jueves viernes sábado domingo",
        "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    )
    for number, name in enumerate(names.split())
}  # fmt: skip
"""The number of a weekday, from 0 for a Monday, by its name."""

LAST_ONES = "letzte[nrs]?|vorige[nrs]?|derni[eè]re?|passée?|pasad[oa]|passad[oa]"
"""A pattern of what says that the period meant is the last one: `letzte Woche`, `semaine dernière`."""

BEFORE_DAYS = "on|in|for|at|as of|as at|during|the|of|am|im|für|vom|zum|le|en|au|pour|du|el|para|al|em|no|na"
"""A pattern of what may stand before a day or period and says nothing of which: `on 5 March`, `im Oktober`."""

AT_THE_END = "end of|the end of|end|ende|fin|fin de|finales de|fim de|final de"
"""A pattern of what says that the last day of a period is meant: `end of October`."""

BLANKS = frozenset(
    (".", "..", "...", "…", ":", "-", "--", "---", "–", "—", "x", "n/a", "n.a.", "n.a", "na", "none", "null",
     "missing", "no data", "not available", "not applicable", "nd", "n.d.", "n/d", "s/d", "s.o.", "s/o", "k.a.",
     "k. a.", "n.v.", "keine angabe", "non disponible", "no disponible", "não disponível", "sin datos", "sem dados",
     "#n/a",     "#na", "(na)", "(x)", "*na*")
)  # fmt: skip
"""What stands where a figure is missing; the empty cell besides."""

MISSING = frozenset(
    ("", "..", "...", "…", ":", ".", "-", "–", "—", "n/a", "na", "n.a.", "n. a.", "#n/a", "null", "x", "nd", "n.d.")
)
"""What stands in a table of numbers where no value is, in small letters."""

YES = frozenset("yes y true done ✓ ✔ ✔️ ✅ ☑ yes_manual ja oui sí sim да".split())
"""What says that something was done, in small letters."""

NO = frozenset("no n false ✗ ✘ ❌ ☐ skip skipped unknown yes_auto nein non não нет".split()) | {"not done"}
"""What says that it was not."""

TOTALS = frozenset(
    ("total", "totals", "_t", "subtotal", "sub-total", "sub total", "grand total", "all", "overall", "both sexes", "t",
     "sum", "gesamt", "insgesamt", "ensemble", "todos", "totale", "geral", "razem", "ogółem", "suma", "celkem", "spolu",
     "összesen", "toplam", "genel toplam", "yhteensä", "totalt", "i alt", "summa", "totaal", "итого", "всего", "разом",
     "合計", "合计", "总计", "總計", "総計", "計", "합계", "총계", "σύνολο")
)  # fmt: skip
"""Names that a row or part has which is of all parts together, in small letters."""

_OPEN = frozenset(
    ("?", "??", "tbd", "tbc", "tba", "t.b.d.", "t.b.c.", "unknown", "pending", "not known", "not yet known",
     "not measured", "not yet measured", "unmeasured", "no baseline", "no baseline yet", "none yet", "baseline study",
     "à déterminer", "à définir", "à confirmer", "à établir", "à mesurer", "inconnu", "inconnue", "non mesuré",
     "offen", "noch offen", "unbekannt", "wird noch ermittelt", "zu bestimmen",
     "por determinar", "por definir", "por confirmar", "a determinar", "desconocido", "desconocida",
     "a definir", "a confirmar", "desconhecido", "desconhecida")
)  # fmt: skip
_OPEN_PHRASE = later(
    r"(?:still |yet )?to be (?:determined|measured|established|confirmed|set|defined|collected|agreed|decided|known"
    r"|assessed|developed|announced|calculated|identified)(?: .*)?"
    r"|(?:baseline |value )?(?:not (?:yet )?|un)(?:available|measured|known|established|collected|determined|defined"
    r"|set)(?: yet)?|no (?:data|baseline|figure|value)(?: (?:yet|available))*"
    r"|(?:n/?a|tbd|tbc) \([^()]*[^()0-9][^()]*\)?",
    re.IGNORECASE,
)
_NO_TARGET = later(
    r"no (?:specific |numeric(?:al)? |quantified |set )?targets?(?: (?:set|yet|available))*"
    r"|(?:pas d['e ’]|aucune? )\s?(?:cible|objectif)s?(?: (?:spécifique|chiffrée?|fixée?)s?)?"
    r"|keine? (?:konkretes? |festgelegtes? )?(?:ziel|zielwert)(?:vorgabe)?"
    r"|s(?:in|em) (?:meta|objetivo)(?: (?:específic[ao]|definid[ao]))?",
    re.IGNORECASE,
)

_NOT_AVAILABLE = frozenset(("n/a", "n. a.", "n.a.", "na", "not available", "#n/a"))


def is_not_available(text: str) -> bool:
    """Whether somebody says that there is no figure: `n/a`."""
    return plain_words(text) in _NOT_AVAILABLE


@lru_cache(1024)
def plain_words(text: str) -> str:
    """A text for comparing with these tables: one form, lower case, single spaces, no quotes or full stop around it."""
    words = " ".join(unicodedata.normalize("NFKC", text.replace("’", "'")).casefold().split())
    return words.strip("\"'") if len(words) > 1 else words


def is_blank(text: str) -> bool:
    """Whether a cell has no value: empty, or a marker of a missing one, with a percent sign or without."""
    words = plain_words(text)
    return not words or words in BLANKS or words.rstrip("% ") in BLANKS


@lru_cache(1024)
def is_open(text: str) -> bool:
    """Whether a baseline is said not to be known: blank, `TBD`, `unknown`, `to be measured`, `à déterminer`."""
    if text[:1].isdigit():
        return False
    words = plain_words(text).strip("()[] ")
    return is_blank(words) or words in _OPEN or words.rstrip(".") in _OPEN or bool(_OPEN_PHRASE.fullmatch(words))


def is_no_target(text: str) -> bool:
    """Whether a target is said not to be there: open, or `no specific target`, `pas de cible spécifique`."""
    return is_open(text) or bool(_NO_TARGET.fullmatch(plain_words(text).strip("()[]. ")))


def pattern(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first; a space stands for any run of spaces."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


_SIGNED = later(
    r"\b(?:growth|changes?|balances?|net|profits?|loss(?:es)?|margins?|surplus|deficits?|inflation|returns?|gaps?|"
    r"difference|anomal(?:y|ies)|temperatures?|degrees?|score|nps|croissance|variation|solde|bénéfice|perte|écart|"
    r"températures?|wachstum|veränderung|saldo|gewinn|verlust|überschuss|defizit|temperatur|crecimiento|variación|"
    r"beneficio|pérdida|brecha|temperatura|crescimento|variação|lucro|perda)\b|°",
    re.IGNORECASE,
)


def may_be_negative(name: str) -> bool:
    """Whether a name is of something that may well be below zero: `GDP growth`, `trade balance`, `°C`."""
    return _SIGNED.search(name) is not None
