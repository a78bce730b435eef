"""Any table that is written from goals comes back as these goals, or is refused; never as others."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct, structs

from coopctl.errors import CoopctlError
from exchange.plans.documents import drafted

WORDS = {
    "en": ("Indicator", "Baseline", "Target", False),
    "fr": ("Indicateur", "Valeur de référence", "Cible", True),
    "de": ("Indikator", "Ausgangswert", "Zielwert", True),
    "es": ("Indicador", "Línea de base", "Meta", True),
    "pt": ("Indicador", "Linha de base", "Meta", True),
}
YEARED: tuple[Callable[[str, int], str], ...] = (
    lambda word, year: f"{word} ({year})",
    lambda word, year: f"{word} {year}",
    lambda word, year: f"{year} {word}",
)
UNITS = ("", "%", " km", " t")


class Sample(Struct, frozen=True):
    """A goal as a table states it."""

    title: str
    start: Decimal
    ends: tuple[Decimal, ...]
    unit: str


# Among them some that could be years.
NUMBERS = (
    st.integers(1890, 2210).map(Decimal) | st.decimals(min_value=0, max_value=10**7, places=3, allow_nan=False)
).map(lambda value: value.quantize(Decimal(1)) if value > 5000 else value)
SAMPLES = st.builds(
    Sample,
    title=st.text("abcdefghij", min_size=1, max_size=8),
    start=NUMBERS,
    ends=st.lists(NUMBERS, min_size=2, max_size=2, unique=True).map(tuple),
    unit=st.sampled_from(UNITS),
)
TABLES = st.lists(SAMPLES, min_size=1, max_size=4, unique_by=lambda sample: sample.title)


def _number(value: Decimal, *, comma: bool, grouped: bool) -> str:
    text = f"{value.normalize():,f}" if grouped else f"{value.normalize():f}"
    return text.translate(str.maketrans(",.", ".,")) if comma else text


def _cut(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"))


def _pipes(rows: Sequence[Sequence[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in [rows[0], ["---"] * len(rows[0]), *rows[1:]])


def _tabs(rows: Sequence[Sequence[str]]) -> str:
    return "".join("\t".join(row) + "\n" for row in rows)


def _html(rows: Sequence[Sequence[str]]) -> str:
    return "<table>" + "".join(f"<tr><td>{'<td>'.join(row)}</tr>" for row in rows) + "</table>"


def _csv(rows: Sequence[Sequence[str]]) -> str:
    return "".join('"' + '","'.join(row) + '"\n' for row in rows)


@settings(max_examples=200, deadline=None)
@given(
    samples=TABLES,
    language=st.sampled_from(sorted(WORDS)),
    yeared=st.sampled_from(YEARED),
    grouped=st.booleans(),
    written=st.sampled_from([(_pipes, "p.md"), (_tabs, "p.txt"), (_html, "p.html"), (_csv, "p.csv")]),
    order=st.permutations(range(4)),
    mixed=st.booleans(),
)
def test_a_table_comes_back_as_its_goals_or_is_refused(
    samples: list[Sample],
    language: str,
    yeared: Callable[[str, int], str],
    grouped: bool,
    written: tuple[Callable[[Sequence[Sequence[str]]], str], str],
    order: list[int],
    mixed: bool,
) -> None:
    """Titles, values, days and milestones are those that were written, in any language, format and order of columns.

    With `mixed` every other row writes its decimal mark the other way round; of three digits after a mark no reader
    could tell that.
    """
    if mixed:
        grouped = False
        samples = [structs.replace(one, start=_cut(one.start), ends=tuple(map(_cut, one.ends))) for one in samples]
    name, base, target, comma = WORDS[language]
    header = [name, yeared(base, 2024), yeared(target, 2027), yeared(target, 2030)]
    rows = [header]
    for at, sample in enumerate(samples):
        way = comma != (mixed and at % 2 == 1)
        amounts = [
            f"{_number(value, comma=way, grouped=grouped)}{sample.unit}" for value in (sample.start, *sample.ends)
        ]
        rows.append([sample.title, *amounts])
    rows = [[row[at] for at in order] for row in rows]
    known = {sample.title: sample for sample in samples}
    try:
        found = drafted(written[0](rows), written[1])
    except CoopctlError:
        return
    for one in found.goals:
        sample, goal = known[one.goal.title], one.goal
        keep = goal.promise.target.keep
        value = goal.promise.target.value if keep is None else (keep.low if keep.high is None else keep.high)
        assert (goal.promise.baseline.value, f"{goal.promise.baseline.date}") == (sample.start, "2024-12-31")
        assert (value, f"{goal.promise.target.deadline}") == (sample.ends[1], "2030-12-31")
        assert [(step.value, f"{step.deadline}") for step in goal.promise.milestones] in (
            [(sample.ends[0], "2027-12-31")],
            [],
        )
    assert len(found.goals) + len(found.problems) >= len(samples) or found.problems
