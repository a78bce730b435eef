"""Thousands, millions and the like: in a cell of their own, in a unit, in the name of a column or a line above it."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from decimal import Decimal

from coopctl.errors import Refused
from coopctl.exchange.figures.words import BETWEEN_WORDS, is_role
from coopctl.values.currencies import CURRENCIES, SYMBOLS
from coopctl.values.patterns import Needing, later
from coopctl.values.quantities import EXACT
from coopctl.values.units import Unit, UnitKind
from coopctl.values.vocabulary import EASTERN_SCALES, PERCENT, SCALE_NAMES, SCALES, TABLE_SCALES, pattern

ONE = Decimal(1)
AS_THEY_ARE = tuple("unit units unité unités einheit einheiten unidad unidades unidade 0 1 nil".split())
"""Scales that change nothing; UNESCO writes `NIL` as the magnitude of nothing."""
_CODED = {"THS": "thousand", "MIO": "million", "BN": "billion", "PER": "persons", "NR": ""}
# What tables in other languages call a percentage, a number of things, and people.
_WORDS = {
    **dict.fromkeys(
        """percentage pourcentage porcentaje percentagem porcentagem percentuale prozentsatz процент проценты процентов
        procent procenty procentu percentuali percentages percents""".split(),
        "%",
    ),
    **dict.fromkeys("personen personnes personas pessoas persone 人 名 명".split(), "persons"),
    "円": "JPY",
    "원": "KRW",
    "美元": "USD",
}
_IMPERIAL = frozenset("lb lbs oz mi ft yd gal".split())
LENGTHS = {"m": "metre", "mi": "mile", "miles": "mile"}
"""What these stand for where values are lengths; `m` is a million elsewhere."""
# Tonnes as tables have them.
_TONNES = {"mt": "million tonnes", "kt": "thousand tonnes", "gt": "billion tonnes"}
_PREFIXES = {"kilo": "thousand", "mega": "million", "giga": "billion"}
# What a unit says before itself of what is counted in it, and the sign that it has behind itself.
_WHAT_OF = later(r"^(?:rate (?=per\b)|(?:total )?(?:number|no\.) of (?=\w))", re.IGNORECASE)
_SIGN_BEHIND = later(rf"(?<=\w) ?\((?:{'|'.join(map(re.escape, SYMBOLS))})\)$")
_NUMBERS = frozenset("# no. number numbers anzahl nombre número numero numéro stück nr count".split())
# An index, perhaps with the year in which it is a hundred.
_INDEX = later(r"(?:ind[ei]x|[íi]ndice|(?:ind[ei]x[ ,(]*|[íi]ndice[ ,(]*)?[0-9]{4}(?:[-/][0-9]{2,4})? ?= ?100\)?)")
_POWERS = {word: power for word, power in SCALES.items() if len(word) > 1} | TABLE_SCALES
DOUBTFUL = frozenset(("miles",))
"""Thousands in Spanish tables, a length in English ones: no scale where nothing but the word itself says it."""
_LETTERS = {"k": 3, "t": 3, "m": 6, "mm": 6, "b": 9, "md": 9}
# Whose dollars, pounds and francs, as tables have them in words.
_COUNTRIES = {
    "canadian dollar": "CAD", "us dollar": "USD", "american dollar": "USD", "australian dollar": "AUD",
    "new zealand dollar": "NZD", "singapore dollar": "SGD", "hong kong dollar": "HKD", "pound sterling": "GBP",
    "british pound": "GBP", "swiss franc": "CHF", "indian rupee": "INR", "japanese yen": "JPY", "mexican peso": "MXN",
    "south african rand": "ZAR", "brazilian real": "BRL", "swedish krona": "SEK", "norwegian krone": "NOK",
    "danish krone": "DKK", "euro": "EUR",
}  # fmt: skip
_WHOSE = later(rf"({'|'.join(_COUNTRIES)}|u\.s\. dollar)s?(?!\w)", re.IGNORECASE)
# What stands for thousands in one language and for millions in another.
_DOUBTFUL = r"(?P<doubt>mil|mill\.?|mille)"
_LONG = "|".join(sorted((re.escape(one) for one in _POWERS if _POWERS[one] and one != "mm"), key=len, reverse=True))
_SCALE_WORDS = (*(one for one in _POWERS if _POWERS[one]), "mil")
_SCALE = rf"(?:(?P<scale>{_LONG})s?(?![\w])|{_DOUBTFUL}(?!\w))"
_SIGN = "|".join(sorted(map(re.escape, SYMBOLS), key=len, reverse=True))
_CODE = "|".join(sorted(CURRENCIES))
_MONEY = (
    rf"(?:(?:constant|current) )?(?:{_SIGN}|(?:{_CODE})\b|(?:us )?(?:dollars?|euros?|francs?|pounds?)|rs\.?|rupees)"
)
_WORDED = "|".join(
    sorted((one for one in _POWERS if _POWERS[one] and len(one) > 3 and one.isalpha()), key=len, reverse=True)
)
# How a title, or the name of a column, says that the numbers below are thousands or millions; never `per million`.
_SCALED: tuple[re.Pattern[str] | Needing, ...] = (
    *(Needing(later(pattern, re.IGNORECASE), _SCALE_WORDS) for pattern in (
        rf"\b(?:in|en|em) (?:{_MONEY}[ -]?)?(?:constant |current )?{_SCALE}",
        rf"\bunits?(?: of measure)? ?[:=] ?(?:[^\d,;]{{0,20}} )?{_SCALE}",
        rf"[(,\[] ?(?:{_MONEY} ?,? ?)?{_SCALE}(?! [0-9])",
        rf"^(?:{_MONEY})? ?{_SCALE}(?: (?:of|de|d'|von) ?[^\W\d_][\w ]{{1,30}})?$",
        rf"\b{_SCALE} (?:{_MONEY})$",
        rf" (?:{_CODE}) {_SCALE}$",
        rf"(?<=[^\W\d_] )(?P<scale>{_WORDED})s?$",
    )),
    *(later(pattern, re.IGNORECASE) for pattern in (
        rf"(?:[(,\[]|\bin|\ben|^) ?(?:(?:{_SIGN}) ?|(?:{_CODE}) )(?P<scale>mm|[kmb])(?!\w)",
        r"(?:[(,\[ ]|^)(?P<scale>mm|md|[ktm]) ?(?:€|£|EUR\b|USD\b|CHF\b|GBP\b)",
    )),
)  # fmt: skip
# `Employed, 1000 persons`; `1000 m` is a length.
_THOUSAND_OF = later(
    rf"[,(] ?(?:in )?1[ .,'’]?000 (?:persons?|people|person(?:en|nes|as)|pessoas|inhabitants|einwohner|households"
    rf"|employees|jobs|units|heads?|tonnes|(?:{_CODE})\b|{_SIGN})",
    re.IGNORECASE,
)
# `(x 1,000,000)`, `in 1000s`.
_TIMES = later(
    r"(?:^|[(\[, ])(?:[x×*] ?1(?P<times>(?:[ .,'’\u00a0\u202f]?000){1,4})|in 1[ .,'’]?(?P<some>000)s)(?![0-9.,])",
    re.IGNORECASE,
)
_NOUGHTS = later(r"(?<![0-9.,])[(,]? ?(?:[$€£] ?)?['’]?(?P<noughts>000(?:[, ]?000){0,2})(?:s\b|\)|$)", re.ASCII)
# `千人`, and behind a name in brackets: `人口（千人）`; 千葉 is a place.
_EASTERN = later(
    rf"(?:.*[(（\[])?(?:[単單单]位|단위)?[:： ]*(?P<scale>{pattern(EASTERN_SCALES)})"
    r"(?P<unit>人次?|名|명|円|元|美元|원|[戸戶户]|世帯|件|台|[个個]|개|대|호|가구|トン|[吨噸]|t|ha|k?wh)?[)）\]]?",
    re.IGNORECASE,
)
_PER = later(r"\b(?:per|par|pro|por|je|pour)\b|/ ?$", re.IGNORECASE)
# In brackets these are words.
_CERTAIN = "|".join(sorted(CURRENCIES - {"ALL", "TOP", "CUP", "MOP", "GEL", "PEN", "TRY", "LAK"}))
_UNIT = later(
    rf"[(,\[](?:[^()\[\]]{{0,40}} )?(?P<money>(?:{_CERTAIN})(?!\w)|{_SIGN})"
    r"|[(\[] ?(?:in )?(?P<percent>%|percent|per cent|prozent|pct) ?[)\]]"
    rf"|\b(?:in|en|em) (?P<stated>(?:{_CERTAIN})\b|{_SIGN})"
    rf"|^(?P<whole>{_CERTAIN})(?: ?,? ?{_SCALE})?$"
    # As programs name columns: `churn_pct`, `revenue_usd`.
    rf"|[^\W\d]_(?:(?P<share>pct|perc|percent)|(?P<coded>{_CERTAIN}|{_CERTAIN.lower()}))$"
)
# One of these is in all that is found: most names of columns are other words alone.
_SIGNED = later(
    rf"[A-Z]{{3}}|[%{''.join(sorted({sign[-1] for sign in SYMBOLS}))}]|perc|per cent|prozent|pct|_[a-z]{{3}}$"
)

# A unit of measure at the end of a name: `Weight (kg)`, `Weight in kg`, `weight_kg`, `distance_m`, `Minutes`.
_INSIDE = later(r"(?:[(\[]|, ?|\bin )(?P<unit>[^()\[\]0-9]{1,20}?)[)\]]? ?$", re.IGNORECASE)
_SPELT = "miles|km|tonnes|hours|minutes|seconds|kilomet(?:er|re)s|met(?:er|re)s|kilograms|grams"
_BEHIND = later(
    rf"(?:.*[^\W\d_][ _])?(?P<unit>{_SPELT})|.*[^\W\d_][ _](?P<short>kgs?|lbs?|kwh|[mgt]wh|hrs|mins|secs|ms)"
    rf"|(?P<lead>{_SPELT})(?:[ _][^\W\d_]+){{1,3}}|(?P<first>ms)[ _](?:played|listened|elapsed|spent|active|asleep)"
    r"|(?:.*[\W_])?(?:duration|time|elapsed|played|listened|spent|tracked|practi[sc]ed)[ _](?P<took>min|sec|hr|s|h)"
    r"|.*(?:distance|length|height|depth|elevation|altitude|ascent)[ _](?P<long>m|mi)",
    re.IGNORECASE,
)
_MILES = later(r"\bmiles\b", re.IGNORECASE)
# Before or after `miles` these show that thousands are meant.
_THOUSANDS = later(
    rf"\b(?:en|de) miles\b|\bmiles (?:de|d['’])|\b(?:{_CODE}),? miles\b|\bmiles ?(?:{_SIGN}|(?:{_CODE})\b)"
    rf"|(?:{_SIGN}) ?miles",
    re.IGNORECASE,
)


def eastern(text: str) -> tuple[str, str]:
    """The scale before a unit in Chinese, Japanese or Korean, and the unit: `千人` is thousands of 人; "" for none."""
    found = None if text.isascii() else _EASTERN.fullmatch(text.strip())
    return (SCALE_NAMES[EASTERN_SCALES[found["scale"]]], found["unit"]) if found else ("", "")


def in_words(unit: str) -> str:
    """A unit in words where it is a code of Eurostat, the OECD or the UN: `PC_ACT`, `PT_LF`, `MIO_EUR`, `THS_PER`."""
    unit = _SIGN_BEHIND.sub("", _WHAT_OF.sub("", unit.strip()))
    scale, _, rest = unit.upper().partition("_")
    if scale in ("PC", "PT", "PERCENT", "PCT"):
        return "%"
    if scale in _CODED and rest:
        return f"{_CODED[scale]} {_CODED.get(rest, rest)}".strip()
    if unit in ("Mt", "kt", "Gt"):
        return _TONNES[unit.casefold()]
    if (prefix := unit.casefold().removesuffix("s").removesuffix("tonne")) in _PREFIXES:
        return f"{_PREFIXES[prefix]} tonnes"
    named, _, sign = unit.casefold().removesuffix(")").partition("(")
    if named.strip() in _WORDS and sign.strip() in ("", _WORDS[named.strip()]):
        return _WORDS[named.strip()]
    return _WHOSE.sub(lambda found: _COUNTRIES[found[1].casefold().replace(".", "")], unit)


def is_number_of(unit: str) -> bool:
    """Whether a unit says only that things are counted, not which, or is that of an index: `Anzahl`, `2020=100`."""
    word = unit.strip().casefold()
    return word in _NUMBERS or bool(_INDEX.fullmatch(word))


def is_unit(text: str) -> bool:
    """Whether a text is but a unit or scale, as a row under a header has them: `%`, `Mio. EUR`, `2020=100`."""
    bare = text.strip("()[] ")
    if len(text) > 40 or re.search("[0-9]", text):
        return bool(_INDEX.fullmatch(bare.casefold()))
    with suppress(Refused):
        return (
            is_number_of(bare)
            or is_measured(bare)
            or in_words(bare) == "%"
            or bare.casefold() in PERCENT
            or bool(unit_in(f"({bare})") or scale_in(bare))
        )
    return False


def is_measured(unit: str) -> bool:
    """Whether a unit is one of length, weight, time or the like, and not what is counted."""
    return unit.casefold() in _IMPERIAL or (bool(unit) and Unit(unit).kind is UnitKind.MEASURED)


def one_of(unit: str) -> str:
    """One of a unit, as the grammar reads it: the one scale that stands behind it, as in tables, goes before.

    A rate keeps its own: `cases per million` has no scale.
    """
    rest, _, last = unit.replace("(", " ").removesuffix(")").rpartition(" ")
    rest = rest.removesuffix(" in") if _scale_word(last) else rest
    scale, scaled = _scale_word(last), any(map(_scale_word, rest.split()))
    if scale and rest.strip() and not scaled and not re.search(r"[0-9%]|\bper\b", rest, re.IGNORECASE):
        return f"1 {scale} {rest.strip()}"
    first, _, others = unit.partition(" ")
    scale = _scale_word(first)
    return f"1 {scale} {others}".strip() if scale else f"1 {unit}"


def _scale_word(word: str) -> str:
    """The English word of a scale; "" for what is none."""
    power = _power(word.strip(",;").casefold())
    return "" if power is None else SCALE_NAMES.get(power, "")


def _power(word: str) -> int | None:
    for one in (word, word.removesuffix("s"), word.removesuffix(".")):
        if one in _POWERS:
            return _POWERS[one]
    return None


def scale_of(unit: str) -> Decimal:
    """What a unit such as `million USD` counts in; 1 where it is plain."""
    powers = (_power(word.casefold()) for word in unit.split())
    return EXACT.scaleb(ONE, next((power for power in powers if power), 0))


def power_of(scale: str) -> Decimal:
    """What a scale multiplies by: a word such as `millions`, a power of ten as in `6`, or the factor itself.

    Raises `Refused` for what is none of them.
    """
    word = scale.strip().casefold()
    power = _power(word)
    if power is not None:
        return EXACT.scaleb(ONE, power)
    if re.fullmatch(r"-?[0-9]{1,2}", word, re.ASCII):
        return EXACT.scaleb(ONE, int(word))
    if re.fullmatch(r"1(?:[, ]?000){1,4}", word, re.ASCII):
        return EXACT.scaleb(ONE, word.count("0"))
    raise Refused(
        f"{scale[:40]!r} is not a scale such as thousands, or a power of ten such as 6 (map scale= to leave it out)"
    )


def _has_no_scale(text: str) -> bool:
    """Whether a name is too long for one, or that of a role, or says miles, which are a length."""
    if len(text) > 400 or is_role(text):
        return True
    bare = text.replace("_", " ")
    return bool(_MILES.search(bare)) and not _THOUSANDS.search(bare)


def scale_in(text: str) -> str:
    """The scale that a title or the name of a column gives to the numbers below it; "" for none.

    Raises `Refused` for a word that is thousands in one language and millions in another.
    """
    if _has_no_scale(text):
        return ""
    text = text.replace("_", " ")
    for said in _SCALED:
        found = said.search(text)
        if found is None:
            continue
        word, start = found["scale"], found.start("scale")
        if not word:
            doubt = found["doubt"]
            raise Refused(f"{doubt!r} in {text[:60]!r} could be thousands or millions", "say which with --scale")
        if not _PER.search(text[:start]):
            power = _LETTERS.get(word.casefold(), _power(word.casefold()))
            return "" if power is None else SCALE_NAMES[power]
    return _in_noughts(text) or eastern(text)[0]


def _in_noughts(text: str) -> str:
    """The scale that is written in digits: `Employed, 1000 persons`, `(x 1,000)`, `000s`; "" for none."""
    if "000" not in text:
        return ""
    if _THOUSAND_OF.search(text):
        return SCALE_NAMES[3]
    noughts = _TIMES.search(text) or _NOUGHTS.search(text)
    return SCALE_NAMES[3 * noughts[0].count("000")] if noughts else ""


def unit_in(text: str) -> str:
    """The currency, % or unit of measure that a title or a column's name gives to the numbers below it; "" for none.

    A bare dollar sign is that of many countries, so it says none.
    """
    if len(text) >= 400 or is_role(text):
        return ""
    found = _UNIT.search(text) if _SIGNED.search(text) else None
    if found is None:
        return _measure_in(text)
    if found["percent"] or found["share"]:
        return "%"
    money = next(filter(None, found.group("money", "stated", "whole", "coded"))).upper()
    return "" if money == "$" else SYMBOLS.get(money, money)


def _measure_in(text: str) -> str:
    """The unit of measure that the name of a column ends with; "" for none."""
    inside, behind = _INSIDE.search(text), _BEHIND.fullmatch(BETWEEN_WORDS.sub(" ", text.strip()))
    if "miles" in text.lower() and _THOUSANDS.search(text):
        return ""
    if inside is not None and is_measured(inside["unit"]):
        return inside["unit"]
    return next(filter(None, behind.groups()), "") if behind else ""


def of_all(above: Sequence[str], what: Callable[[str], str]) -> str:
    """The scale or unit that the lines above a header give.  Raises `Refused` where they give several."""
    found = dict.fromkeys(said for line in above if (said := what(line)))
    if len(found) > 1:
        raise Refused(
            f"the lines above the header speak of {' and of '.join(found)}",
            "leave those lines out, and give the scale or unit in a column of its own",
        )
    return next(iter(found), "")
