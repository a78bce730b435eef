"""The words that headers have for what stands below them."""

import re
import unicodedata
from collections.abc import Sequence

from coopctl.errors import Refused, WrongUsage
from coopctl.exchange.formats.tidy import LOG_FIELDS
from coopctl.values.patterns import later

# Header words of each role as `plain` gives them, the most telling first.
WORDS = {
    "goal": "goal|goal id|metric|indicator|indicator id|kpi|key result|metric id|goal title|id|indicator name|kpi name|"
    "metric name|goal name|series name|series|data element|dataelement|data name|dataname|measure name|habit|"
    "indikator|kennzahl|indicateur|indicador",
    "value": "value|figure|amount|actual|actual value|reading|obs value|result|values|observation|observed value|"
    "numeric value|achieved|achievement|realised|realized|"
    "ist|istwert|réalisé|realizado|betrag|wert|valeur|montant|valor|importe|importo|valore|wartość|waarde|värde|værdi|"
    "verdi|hodnota|arvo|indhold|"
    "v4 0|v4 1|v4 2|v4 3",
    "period": "period|time period|time dim|time period start|periode|période|periodo|período|on|reporting period|"
    "period name|periodname|"
    "reference period|période de référence|período de referencia|período de referência|perioden|zeit|zeitraum|tijd|"
    "time|ts|yyyymm|year month|yearmonth|tid|okres",
    "date": "date|day|as of|when|period end|end date|ref date|reference date|reporting date|report date|timestamp|"
    "datetime|date time|datum|stichtag|fecha|buchungstag|buchungsdatum|buchung|booking date|boekdatum|bokföringsdag",
    "year": "year|years|calendar year|fiscal year|financial year|fy|jahr|jahre|année|annee|années|exercice|año|años|"
    "ejercicio|ano|anos|anno|anni|rok|jaar|år|vuosi",
    "quarter": "quarter|quarters|quartal|quartale|trimestre|trimestres|kwartał|kwartaal|kvartal|vuosineljännes",
    "month": "month|months|monat|monate|mois|mes|meses|mês|mese|miesiąc|maand|månad|manad|måned|kuukausi|měsíc",
    "week": "week|weeks|calendar week|iso week|week number|woche|kw|semaine|semana|tydzień|vecka|uke|uge",
    "day": "day of month",
    "note": "note|notes|comment|comments|remark|remarks|description|details|memo|bemerkung|kommentar|remarque|"
    "commentaire|comentario|comentário|observación|observaciones|observações",
    "source": "source|data source|sources|quelle|datenquelle|fuente|fonte",
    "url": "url|link|uri",
    "who": "by|who|recorded by|reported by|recorder",
    "provisional": "provisional|preliminary|is provisional|is preliminary|provisional?|preliminary?|vorläufig|"
    "provisoire",
    "flag": "flag|flags|flag codes|obs flag|obs status|observation status|value q|status|statut|footnote codes",
    "symbol": "symbol|symbole",
    "unit": "unit|units|unit of measure|unit measure|uom|units of measure|unit name|value unit|einheit|masseinheit|"
    "unité|unité de mesure|unidad|unidad de medida|unidade|unidade de medida",
    "currency": "currency|währung|waehrung|devise|monnaie|moneda|moeda",
    "scale": "scalar factor|scale|scalar|unit mult|unit multiplier|multiplier|powercode|power code|magnitude|"
    "facteur scalaire|échelle|skalierung|escala|multiplicador",
    "key": "key|figure key",
    "state": "state|deleted",
    "replaces": "replaces",
    "retracts": "retracts",
    "beside": "beside",
    "why": "why",
    "estimates": "estimates start after",
    "missing": "missing",
}
_NAMES = frozenset(name for names in WORDS.values() for name in names.split("|"))
BETWEEN_WORDS = later(r"(?<=[a-z])(?=[A-Z][a-z])")
"""Where a name in camel case has the next of its words."""
WHEN = ("period", "date", "year", "quarter", "month", "week", "day")
# What an export writes beside a figure of what is known of its goal, the reason of a refusal, and no name at all.
PASSED_OVER = later(rf"(?:{'|'.join(LOG_FIELDS)}|reason)?\s*\Z")

PROMISE = later(
    r".*\b(?:targets?|baseline|budget(?:ed)?|plan(?:ned)?|forecast|projected|projections?|ziel(?:wert)?e?|soll(?:wert)?"
    r"|cible|objectif|meta|valor inicial|línea de base|linha de base|presupuesto|orçamento)\b.*"
)
"""What the name of a column has, as names are compared, whose numbers and years are those of a promise."""

# What stands in brackets behind the name of a goal in a column of another time, or of a difference.
_OTHER_TIME = later(
    r"(?:% )?(?:(?:vs\.?|versus|compared to|against|of) )?(?:(?:the )?(?:prior|previous|last|preceding) "
    r"(?:year|quarter|month|period|week).*|ly|py|pq|pm|vorjahr.*|n-1|année précédente|año anterior|ano anterior"
    r"|delta|δ|variance|gap|diff(?:erence|\.)?|differenz|rank(?:ing)?)(?: ?%)?"
)
# The same of a change, and goals that are of one.
_CHANGE = later(
    r"(?:% )?(?:(?:yoy|y/y|mom|qoq)\b.*|(?:annual |yearly |monthly )?(?:change|growth)\b.*|veränderung.*|variation.*"
    r"|variación.*|variação.*)(?: ?%)?"
)
_CHANGES = later(r"growth|change|inflation|wachstum|croissance|crecimiento|crescimento|increase|reduction|decline")


def is_of_another(name: str) -> bool:
    """Whether a name says in brackets at its end that it is of a promise, of another time, or of a change."""
    before, _, behind = " ".join(name.casefold().split()).rpartition("(")
    inside, closed, _ = behind.rpartition(")")
    if not closed:
        return False
    changes = _CHANGE.fullmatch(inside) is not None and _CHANGES.search(before) is None
    return changes or PROMISE.fullmatch(inside) is not None or _OTHER_TIME.fullmatch(inside) is not None


RUNNING = later(
    r"\b(?:ytd|so far|(?:(?:year|month|quarter) )?to date|cumul\w*|kumul\w*|acumul\w*|running totals?"
    r"|^(?:account |running |closing )?balance$|kontostand|meter readings?|odometer|zählerst[aä]nde?|kilometerstand"
    r"|tachostand|meterstand(?:en)?|stan licznika"
    r"|(?:index|relevé) (?:de |du )?compteur|lectura del contador|lettura (?:del )?contatore|mätarställning)\b",
    re.IGNORECASE,
)
"""What the name of a column has whose values are running totals, each with those before it, as those of a meter."""

ROLLING = later(
    r"\b(?:rolling(?! stock)|trailing|ltm|ttm|moving (?:annual )?(?:averages?|means?|sums?|totals?|medians?)"
    r"|(?:last|past|previous|preceding|trailing) [0-9]{1,3} (?:days|weeks|months|quarters)"
    r"|[0-9]{1,3}[- ](?:days?|weeks?|months?|quarters?)[- ](?:moving|rolling|sums?|totals?|averages?|means?|to|ending)"
    r"|gleitend\w*|(?:letzte[rn]?|vergangenen) [0-9]{1,3} (?:tage|wochen|monate)n?"
    r"|glissante?s?|[0-9]{1,3} derniers (?:jours|mois)|media móvil|médias? móve(?:l|is)|medie? mobil[ei]"
    r"|(?:últimos|ultimi) [0-9]{1,3} (?:días|dias|giorni|meses|mesi))\b",
    re.IGNORECASE,
)
"""What the name of a column has whose values are each of several periods, which others have a part of, too."""


def parse_map(text: str) -> dict[str, str]:
    """`goal=COL,value=COL` as role to column, "" for none; raises `WrongUsage` for a role there is none of."""
    chosen: dict[str, str] = {}
    for part in filter(None, with_commas(text)):
        role, equals, column = part.partition("=")
        role = "who" if role.strip() == "by" else role.strip()
        if not equals or role not in WORDS:
            hint = f"a role is one of {', '.join(WORDS)}" + ("" if equals else "; a NAME is kept with --save-map")
            raise WrongUsage(f"--map {part!r} is not ROLE=COLUMN", hint)
        chosen[role] = column.strip()
    return chosen


def with_commas(text: str) -> list[str]:
    """The parts of `NAME=TEXT,NAME=TEXT`, where a text may hold commas: a part without an equals sign goes on."""
    parts: list[str] = []
    for part in text.split(","):
        if parts and parts[-1] and "=" in parts[-1] and part.strip() and "=" not in part:
            parts[-1] += f",{part}"
        else:
            parts.append(part)
    return parts


def is_role(name: str) -> bool:
    """Whether a name is one that headers have for a role: whatever else is asked of it, it is no day, scale or unit."""
    return plain(name) in _NAMES


def plain(name: str) -> str:
    """A name as names are compared: composed, in small letters, its words (`TimePeriod`, too) parted by one blank.

    `obs_status.label` is the same said in words.
    """
    words = BETWEEN_WORDS.sub(" ", unicodedata.normalize("NFC", name)).removesuffix(".label")
    return re.sub(r"[\s_\-:@\[\]]+", " ", words).strip().casefold()


# Columns that programs of forms add to what was asked.  Sources: KoBoToolbox, "Exporting your data"; ODK Central,
# "Submissions".
_OF_FORMS = frozenset(
    ("_uuid", "_submission_time", "meta/instanceID", "meta-instanceID", "instanceID", "formhub/uuid", "SubmissionDate")
)
_IN_GROUP = later(r"[^/]*[^/ ]/(?! )(?:.*/)?(?P<slash>[^/]+)|[^- ]+-(?! )(?:[^- ]+-)*(?P<dash>[^-]+)")


def is_form(header: Sequence[str]) -> bool:
    """Whether a table is an export of forms that were filled in."""
    return len(_OF_FORMS.intersection(map(str.strip, header))) > 0


def without_group(name: str) -> str:
    """The name of a question without those of its groups: `visit/farmers_trained`, `visit-farmers_trained`."""
    found = _IN_GROUP.fullmatch(name.strip())
    return (found["slash"] or found["dash"]) if found and not PROMISE.fullmatch(plain(name)) else name


def questions(header: Sequence[str]) -> list[str]:
    """The names of columns, those of a form without the groups that questions are in."""
    return [without_group(name) for name in header] if is_form(header) else [*header]


class Twice(Refused):
    """Several columns of one name, of which nobody says which is meant."""


_NTH = later(r"(?P<name>.+)#(?P<nth>[1-9][0-9]?)", re.ASCII)


def find(names: Sequence[str], name: str, role: str = "") -> int | None:
    """The place of a name; `NAME#2` is the second of several alike.  Raises `Twice` for one of them without that."""
    places = [place for place, one in enumerate(names) if one == name]
    numbered = _NTH.fullmatch(name)
    if not places and numbered:
        alike = [place for place, one in enumerate(names) if one == numbered["name"]]
        return next(iter(alike[int(numbered["nth"]) - 1 :]), None)
    if len(places) > 1:
        several = f"the column {name!r} is there {len(places)} times"
        raise Twice(several, f"say which: --map '{role or 'ROLE'}={name}#1', or #2 for the second")
    return places[0] if places else None


def place_of(name: str, names: Sequence[str]) -> int:
    """The column that --where names, with or without the label that SDMX writes behind it."""
    wanted = plain(name)
    for place, one in enumerate(names):
        if wanted in (plain(one), plain(one.partition(":")[0])):
            return place
    raise Refused(f"there is no column {name!r} for --where", f"the columns are {', '.join(names)}")
