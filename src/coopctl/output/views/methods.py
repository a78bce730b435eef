"""The view of several methods side by side: the same facts, each method's own word."""

from collections.abc import Sequence
from functools import partial

from coopctl.judgement.assessment import DEFAULT, Assessment
from coopctl.judgement.methods.judging import method_of
from coopctl.judgement.rollup import Standing
from coopctl.output import Column, Row, View
from coopctl.output.views import words
from coopctl.output.views.board import Shown
from coopctl.output.views.status import answer, by_goal, sections
from coopctl.values.people import rounded
from coopctl.values.quantities import NumberFormat


def methods_view(
    standing: Standing, methods: Sequence[str], judged: Sequence[Sequence[Assessment]], shown: Shown
) -> View:
    """A row a goal, a column a method with its label; machines get a record for each pair.

    The roll-ups are of each goal's own method; `judged` has, for each goal, one assessment by each method.
    """
    told = [one for every in judged for one in every]
    rows = [_row(every, at * len(methods), standing.plan.numbers) for at, every in enumerate(judged)]
    columns = (
        Column("Goal", "title", folds=18),
        Column("Progress", "progress", right=True),
        *(Column(name, drop=at, folds=16) for at, name in enumerate(methods)),
    )
    head = (standing.plan.title, f"as of {shown.as_of}, every method")
    return View(
        answer=partial(answer, standing, shown, "all", told),
        parts=partial(by_goal, standing, shown, "all", told),
        columns=columns,
        sections=sections(standing, rows, shown.group_by),
        head=head,
    )


def _row(judged: Sequence[Assessment], at: int, numbers: NumberFormat) -> Row:
    first, labels = judged[0], (_label(one, numbers) for one in judged)
    return Row((first.goal.title, words.percent(first.facts.progress), *labels), at=at)


def _label(one: Assessment, numbers: NumberFormat) -> str:
    known = {"pace": one.facts.pace} if one.method == DEFAULT else dict(one.numbers)
    telling = known.get(method_of(one.method).headline)
    return one.label if telling is None else f"{one.label} ({numbers.localised(rounded(telling))})"
