"""The names of months that files have, in more languages than plans are read in."""

from coopctl.values.vocabulary import MONTHS, pattern

# Italian, Dutch, the Scandinavian ones, Polish, Russian, Czech, Slovak, Hungarian, Romanian, Turkish, Finnish, Greek,
# Ukrainian and Indonesian, some with what they have in the place of the whole name; not Croatian, in which listopad is
# October.  Source: the CLDR.
_FURTHER = {
    name.casefold(): number
    for names in (
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "gen feb mar apr mag giu lug ago set ott nov dic",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "jan feb mrt apr mei jun jul aug sep okt nov dec",
        "januari februari mars april maj juni juli augusti september oktober november december",
        "januar februar marts april maj juni juli august september oktober november desember",
        "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
        "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec",
        "ledna února března dubna května června července srpna září října listopadu prosince",
        "január február marec apríl máj jún júl august september október november december",
        "január február március április május június július augusztus szeptember október november december",
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        "ocak şubat mart nisan mayis haziran temmuz ağustos eylül ekim kasim aralik",
        "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu",
        (
            "ιανουάριος φεβρουάριος μάρτιος απρίλιος μάιος ιούνιος ιούλιος αύγουστος σεπτέμβριος οκτώβριος νοέμβριος"
            " δεκέμβριος"
        ),
        "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
        "januari februari maret april mei juni juli agustus september oktober november desember",
        "янв фев мар апр май июн июл авг сен окт ноя дек",
    )
    for number, name in enumerate(names.split(), 1)
}
_BY_NAME = {**_FURTHER, **MONTHS, "sept": 9}
ANY_MONTH = pattern(_BY_NAME)
"""A pattern of the names, the longest first, so that none is taken for the start of another."""


def number_of(name: str) -> int:
    """The number of the month with this name, in small letters."""
    return _BY_NAME[name]


def is_month(text: str) -> bool:
    """Whether a text is but the name of a month: `Oct`, `Sept.`, `ARALIK`."""
    return text.strip().removesuffix(".").casefold() in _BY_NAME
