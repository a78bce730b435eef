"""The words that promises are made of in French, German, Spanish and Portuguese, and their English.

Each language is a list of a pattern and its English, in the order in which they are put in.  Only a text with one of a
language's own marks is read in it; amounts keep their digits.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from coopctl.errors import Refused
from coopctl.language.translated import LANGUAGES, in_phrase
from coopctl.values.patterns import later

_AMOUNT = r"(?=[-+−]?(?:[$€£]\s?)?[0-9])"
_NO_YEAR = r"(?!(?:19|20)[0-9]{2}(?![0-9.,%  ]))"
_YEAR = r"(?=(?:[a-zéûäç]+\s+(?:de\s+)?)?(?:19|20)[0-9]{2}(?![0-9]))"

_MARKS = {
    "fr": r"d['’]ici|d['’]au (?:moins|plus)|au moins|moins de|plus de|ou (?:plus|moins)|réduction|hausse"
          r"|croissance|réduire|diminuer|accroître|augmenter|ramener|atteindre|tripler|maintenir|conserver"
          r"|par (?:an|année|mois|trimestre|semestre|semaine)|par rapport|nouveaux|nouvelles|construire|inférieure?s?"
          r"|supérieure?s?|passer de|pour cent|annuelle?s?|pas de",
    "de": r"bis(?: zum| ende)?|mindestens|höchstens|weniger als|mehr als|unter|über|um|auf|senken|senkung|erhöhen|erhöhung"
          r"|steigern|steigerung|reduzieren|reduktion|verringern|verringerung|halbieren|verdoppeln|pro (?:jahr|monat|quartal)"
          r"|neue[nrs]?|jährlich|innerhalb|prozent|oder mehr|oder weniger|von .* auf|bis ende|gegenüber",
    "es": r"para (?:el |finales de |fines de )?(?=20)|hasta|al menos|como m(?:í|á)nimo|menos de|más de|reducir|reducción"
          r"|aumentar|aumento|incrementar|disminuir|duplicar|triplicar|por (?:año|mes|trimestre)|al año|nuev[oa]s|por ciento"
          r"|respecto a|o más|o menos|a más tardar|antes de|alcanzar|mantener",
    "pt": r"até|ao menos|pelo menos|no máximo|no mínimo|menos de|mais de|reduzir|redução|aumentar|aumento|diminuir|duplicar"
          r"|triplicar|por (?:ano|mês|trimestre)|ao ano|nov[oa]s|por cento|em relação a|ou mais|ou menos|atingir|manter",
}  # fmt: skip

_WORDS = {
    "fr": (
        (r"d['’]ici\s+(?:à\s+)?(?:la\s+fin\s+(?:de\s+|d['’]))?(?:l['’]an(?:née)?\s+)?(?:au\s+|à\s+|le\s+)?", "by "),
        (r"(?:au plus tard|avant la fin)\s+(?:en\s+|le\s+|de\s+|d['’])?", "by "),
        (rf"jusqu['’](?:en|au|à)\s+{_YEAR}", "by "),
        (rf"en\s+{_YEAR}", "in "),
        ((r"(?:par rapport|comparativement)\s+(?:au|à|aux)\s+(?:l['’]année\s+)?(?:niveaux?|taux|valeurs?)?\s*(?:de\s+)?"
         r"(?:référence\s+)?(?:de\s+)?(?=(?:19|20)[0-9]{2})"), "compared to "),
        (r"d['’](?:une?\s+)?(?:valeur|pourcentage|niveau|base)\s+(?:de\s+référence\s+)?(?:initiale?\s+)?de\s+", "from "),
        (r"d['’]un\s+pourcentage\s+de\s+", "from "),
        (r"(?:sont|est|soient|soit|reste|demeure)\s+(?:inférieure?s?)\s+ou\s+égale?s?\s+à\s+", "is at most "),
        (r"(?:sont|est|soient|soit|reste|demeure)\s+(?:supérieure?s?)\s+ou\s+égale?s?\s+à\s+", "is at least "),
        (r"inférieure?s?\s+ou\s+égale?s?\s+à\s+", "at most "),
        (r"supérieure?s?\s+ou\s+égale?s?\s+à\s+", "at least "),
        (r"inférieure?s?\s+à\s+", "below "),
        (r"supérieure?s?\s+à\s+", "above "),
        (rf"(?:d['’]au\s+moins|de\s+au\s+moins)\s+{_AMOUNT}", "by at least "),
        (r"(?:au\s+moins|au\s+minimum|un\s+minimum\s+de)\s+", "at least "),
        (r"(?:au\s+plus|au\s+maximum|un\s+maximum\s+de)\s+", "at most "),
        (rf"(?:de\s+)?moins\s+de\s+{_AMOUNT}", "less than "),
        (rf"(?:de\s+)?plus\s+de\s+{_AMOUNT}", "more than "),
        (r"ou\s+plus\b", "or more"),
        (r"ou\s+moins\b", "or less"),
        (r"réduire\s+de\s+moitié", "halve"),
        (r"(?:faire\s+)?passer\s+de\s+", "from "),
        (r"réductions?\b|diminution\b|baisse\b", "reduction"),
        (r"augmentation\b|hausse\b|croissance\b|progression\b", "increase"),
        (r"(?:réduire|diminuer|abaisser|ramener|baisser)\b", "reduce"),
        (r"(?:augmenter|accroître|porter|hausser|élever)\b", "increase"),
        (r"(?:atteindre|obtenir)\b", "reach"),
        (r"obtenant\s+un\s+score\s+de\b", "achieving a score of"),
        (r"doubler\b", "double"), (r"tripler\b", "triple"), (r"éliminer\b", "eliminate"),
        (r"(?:maintenir|garder)\b", "maintain"),
        (r"(?:conserver|protéger)\b", "conserve"), (r"former\b", "train"), (r"construire\b", "build"),
        (r"représentent?\b", "represent"),
        (r",?\s*(?:pour\s+atteindre|en\s+visant|puis)\s+", ", then "),
        (rf"\bet\s+{_AMOUNT}", "and "),
        (r"veiller\s+à\s+ce\s+que\s+", "ensure that "),
        (r"(?P<n>[0-9][0-9.,  ]*)\s*(?:nouveaux|nouvelles|nouvel|nouveau|nouvelle)\b", r"\g<n> new"),
        (r"\b(?:par|chaque)\s+(?=(?:an|année|mois|trimestre|semestre|semaine)\b)", "per "),
        (rf"\bde\s+{_NO_YEAR}{_AMOUNT}(?=.*\sà\s+[0-9])", "from "),
        (rf"\bde\s+{_NO_YEAR}{_AMOUNT}", "by "),
        (rf"\bà\s+{_NO_YEAR}{_AMOUNT}", "to "),
        (r"une\s+reduction\b", "a reduction"),
    ),
    "de": (
        (r"bis\s+(?:spätestens\s+)?(?:zum\s+)?(?:ende\s+)?(?:(?:des\s+)?jahre?s?\s+)?" + _YEAR, "by "),
        (r"bis\s+(?:spätestens\s+)?(?:zum\s+|ende\s+)?(?=[0-9]{1,2}\.|[0-9]{4}|Q[1-4])", "by "),
        (r"innerhalb\s+(?:von\s+)?", "within "),
        (r"(?:gegenüber|im\s+vergleich\s+zu)\s+(?:dem\s+(?:jahr|stand|niveau)\s+(?:von\s+)?)?(?=(?:19|20)[0-9]{2})",
         "compared to "),
        (r"mindestens\s+", "at least "), (r"(?:höchstens|maximal)\s+", "at most "),
        (rf"(?:weniger\s+als|unter)\s+{_AMOUNT}", "below "), (rf"(?:mehr\s+als|über)\s+{_AMOUNT}", "above "),
        (r"oder\s+mehr\b", "or more"), (r"oder\s+weniger\b", "or less"),
        (r"(?:senkung|verringerung|reduktion|reduzierung|rückgang)\b", "reduction"),
        (r"(?:erhöhung|steigerung|zunahme|wachstum|anstieg)\b", "increase"),
        (r"halbier(?:en|ung)\b", "halve"), (r"verdoppel(?:n|ung)\b", "double"), (r"verdreifachen\b", "triple"),
        (rf"(?:von\s+)({_AMOUNT})", r"from \1"),
        (r"\bauf\s+(?=(?:at|below|above)\b|[-+−]?(?:[$€£]\s?)?[0-9])", "to "), (rf"\bum\s+(?=at\b|{_AMOUNT})", "by "),
        (r"\b(?:pro|je|jede[srnm]?)\s+(?=(?:jahr|monat|quartal|halbjahr|woche)\b)", "per "),
        (r"(?P<n>[0-9][0-9., ]*)\s*neue[nrsm]?\b", r"\g<n> new"),
        (r"^(?P<head>(?:[^0-9]*?\s)?)(?P<rest>(?:by\s+(?![0-9]{4})|to\s+|from\s+).*?)\s*\b(?:senken|reduzieren|verringern)\b",
         r"reduce \g<head>\g<rest>"),
        (r"^(?P<head>(?:[^0-9]*?\s)?)(?P<rest>(?:by\s+(?![0-9]{4})|to\s+|from\s+).*?)\s*\b(?:erhöhen|steigern|heben)\b",
         r"increase \g<head>\g<rest>"),
        (r"(?:senken|reduzieren|verringern)\b", "reduce"), (r"(?:erhöhen|steigern)\b", "increase"),
        (r"(?:erreichen)\b", "reach"),
    ),
    "es": (
        (r"(?:para|hasta|a\s+más\s+tardar\s+en)\s+(?:el\s+)?(?:(?:final(?:es)?|fines)\s+de\s+)?(?:(?:el\s+)?año\s+)?" + _YEAR,
         "by "),
        (rf"antes\s+de(?:l)?\s+(?:final(?:es)?\s+de\s+)?{_YEAR}", "before "), (rf"en\s+{_YEAR}", "in "),
        ((r"(?:respecto\s+(?:a|al|de)|en\s+comparación\s+con|con\s+respecto\s+a)\s+(?:(?:el\s+)?nivel\s+de\s+|los\s+niveles\s+de"
         r"\s+|l\s+)?(?=(?:19|20)[0-9]{2})"), "compared to "),
        (r"(?:al\s+menos|como\s+mínimo|por\s+lo\s+menos|un\s+mínimo\s+de)\s+", "at least "),
        (r"(?:como\s+máximo|a\s+lo\s+sumo|un\s+máximo\s+de|no\s+más\s+de)\s+", "at most "),
        (rf"(?:a\s+)?(?:menos\s+de|por\s+debajo\s+de(?:l)?|inferior\s+al?)\s+{_AMOUNT}", "below "),
        (rf"(?:a\s+)?(?:más\s+de|por\s+encima\s+de(?:l)?|superior\s+al?)\s+{_AMOUNT}", "above "),
        (r"o\s+más\b", "or more"), (r"o\s+menos\b", "or less"),
        (r"(?:reducción|disminución)\b", "reduction"), (r"(?:aumento|incremento|crecimiento)\b", "increase"),
        (r"reducir\s+a\s+la\s+mitad", "halve"),
        (r"(?:reducir|disminuir|bajar)\b", "reduce"), (r"(?:aumentar|incrementar|elevar)\b", "increase"),
        (r"(?:alcanzar|lograr)\b", "reach"), (r"duplicar\b", "double"), (r"triplicar\b", "triple"),
        (r"eliminar\b", "eliminate"), (r"mantener\b", "maintain"), (r"capacitar\b", "train"), (r"construir\b", "build"),
        (r"(?P<n>[0-9][0-9., ]*)\s*nuev[oa]s?\b", r"\g<n> new"),
        (r"\b(?:al|por|cada)\s+(?=(?:año|mes|trimestre|semestre|semana)\b)", "per "),
        (rf"\b(?:pasar\s+)?del?\s+{_NO_YEAR}{_AMOUNT}(?=.*\sal?\s+[0-9])", "from "),
        (rf"\b(?:en\s+un|en|un|del?)\s+{_NO_YEAR}{_AMOUNT}", "by "), (rf"\bal?\s+(?:un\s+)?{_NO_YEAR}{_AMOUNT}", "to "),
    ),
    "pt": (
        (r"até\s+(?:ao?\s+)?(?:(?:o\s+)?(?:final|fim)\s+de\s+)?(?:(?:o\s+)?ano\s+(?:de\s+)?)?" + _YEAR, "by "),
        (rf"antes\s+de\s+{_YEAR}", "before "), (rf"em\s+{_YEAR}", "in "),
        (r"(?:em\s+relação\s+a|face\s+a|em\s+comparação\s+com)\s+(?:(?:o\s+)?nível\s+de\s+)?(?=(?:19|20)[0-9]{2})",
         "compared to "),
        (r"(?:pelo\s+menos|ao\s+menos|no\s+mínimo|um\s+mínimo\s+de)\s+", "at least "),
        (r"(?:no\s+máximo|um\s+máximo\s+de|não\s+mais\s+de)\s+", "at most "),
        (rf"(?:a\s+)?(?:menos\s+de|abaixo\s+de|inferior\s+a)\s+{_AMOUNT}", "below "),
        (rf"(?:a\s+)?(?:mais\s+de|acima\s+de|superior\s+a)\s+{_AMOUNT}", "above "),
        (r"ou\s+mais\b", "or more"), (r"ou\s+menos\b", "or less"),
        (r"(?:redução|diminuição)\b", "reduction"), (r"(?:aumento|crescimento)\b", "increase"),
        (r"reduzir\s+(?:à|a|pela)\s+metade", "halve"),
        (r"(?:reduzir|diminuir|baixar)\b", "reduce"), (r"(?:aumentar|elevar)\b", "increase"),
        (r"(?:atingir|alcançar)\b", "reach"), (r"duplicar\b", "double"), (r"triplicar\b", "triple"),
        (r"eliminar\b", "eliminate"), (r"manter\b", "maintain"), (r"formar\b", "train"), (r"construir\b", "build"),
        (r"(?P<n>[0-9][0-9., ]*)\s*nov[oa]s?\b", r"\g<n> new"),
        (r"\b(?:ao|por|cada)\s+(?=(?:ano|mês|trimestre|semestre|semana)\b)", "per "),
        (rf"\b(?:passar\s+)?de\s+{_NO_YEAR}{_AMOUNT}(?=.*\s(?:a|para)\s+[0-9])", "from "),
        (rf"\b(?:em|de)\s+{_NO_YEAR}{_AMOUNT}", "by "), (rf"\b(?:a|para)\s+{_NO_YEAR}{_AMOUNT}", "to "),
    ),
}  # fmt: skip
_READ = {name: [(later(word, re.IGNORECASE), english) for word, english in words] for name, words in _WORDS.items()}
_OWN = {name: later(rf"(?<!\w)(?:{marks})(?!\w)", re.IGNORECASE) for name, marks in _MARKS.items()}


class Reading(Struct, frozen=True):
    """A text in the grammar's own words."""

    text: str

    def explained(self, text: str, trouble: Refused) -> Refused:
        """A refusal of this reading, with the text that it is a reading of."""
        return Refused(f"{text!r}, read as {self.text!r}: {trouble.message}", trouble.hint)


def readings(text: str) -> Iterator[Reading]:
    """A text in each language whose marks it has, the most of them first, as it stands, and in the other languages."""
    plain = text.replace("’", "'").replace("‘", "'")
    found = {name: len(own.findall(plain)) for name, own in _OWN.items()}
    marked = sorted((name for name, count in found.items() if count), key=lambda name: -found[name])
    for name in marked:
        yield Reading(_in_english(plain, name))
        if said := in_phrase(plain, name):
            yield Reading(said)
    yield Reading(text)
    for name in LANGUAGES:
        if name not in marked and (said := in_phrase(plain, name)):
            yield Reading(said)


def _in_english(text: str, name: str) -> str:
    for word, english in _READ[name]:
        text = word.sub(english, text)
    return " ".join(text.split())
