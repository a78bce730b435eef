"""The figures that somebody names: by their keys, by the start of one, or as the last of a goal.  Where one is named in
another way, the refusal says its key."""

from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property

from coopctl.errors import Refused, UnknownName
from coopctl.plan.corrections import Gone, State, state_of, winner
from coopctl.plan.plan import Figure, Goal, Plan
from coopctl.store import Store
from coopctl.values.ids import KEY_LEAST, KEY_SHOWN, LAST, pick, shown_key


class Withdrawals:
    """What takes back what, read where it is asked for, and once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def references(self) -> Sequence[Figure]:
        return self._store.references()

    @cached_property
    def gone(self) -> Gone:
        return self._store.gone()


def standing(ref: str, store: Store, gone: Gone) -> Figure:
    """The figure of this key, or the only one whose key starts so; `gone` says what was taken back.

    Raises `UnknownName` when there is none, `Refused` when it does not stand any more.
    """
    starting = {figure.key: figure for _, figure in store.with_key(ref) if figure.value is not None or figure.missing}
    if 0 < len(ref) < KEY_LEAST and starting and ref not in starting:
        raise UnknownName(f"{ref!r} is too short for a figure's key", f"write {KEY_LEAST} letters of it, or more")
    old = pick(ref, starting, "figure")
    state = state_of(old, gone)
    if state not in (State.STANDS, State.RIVAL):
        raise Refused(f"figure {ref} was {state} already", f"see `coopctl log {old.goal}`")
    return old


def to_withdraw(plan: Plan, ref: str, store: Store) -> Figure:
    """The figure that is named; raises `UnknownName`, where a goal was named, with where its figures' keys are seen."""
    try:
        return standing(ref, store, store.gone())
    except UnknownName as trouble:
        goal = ""
        with suppress(UnknownName):
            goal = plan.goal(ref).id
        if not goal:
            gone = store.gone()
            stand = (figure.key for _, figure in store.newest() if state_of(figure, gone) == State.STANDS)
            last = next(stand, "") if ref.casefold() in LAST else ""
            raise UnknownName(trouble.message, trouble.hint, (ref, (shown_key(last),)) if last else None) from None
        hint = f"name one of its figures by its key: coopctl log {goal}"
        raise UnknownName(f"{ref!r} is a goal, not a figure", hint) from trouble


def keys_to_correct(goal: Goal, refs: str, store: Store, withdrawals: Withdrawals) -> tuple[str, ...]:
    """The keys of the figures that are corrected: the one that counts, and then others that are named with it.

    Raises `UnknownName` when there is none or it is another goal's, `Refused` when it does not stand any more, or is a
    rival and the figure that counts is not named.
    """
    gone = withdrawals.gone
    old = _figures_of(goal, refs, store, gone)
    for one in old:
        if one.goal != goal.id:
            raise UnknownName(f"figure {one.key} is of {one.goal}, not of {goal.id}", f"see `coopctl log {goal.id}`")
    counts = [one.key for one in old if state_of(one, gone) == State.STANDS]
    if not counts:
        wins = winner(old[0], withdrawals.references, gone)
        named = f"{wins[:KEY_SHOWN]},{old[0].key[:KEY_SHOWN]}"
        raise Refused(f"figure {old[0].key} is the rival of {wins}, which counts", f"name both: --replaces {named}")
    return (*counts, *(one.key for one in old if one.key not in counts))


def _figures_of(goal: Goal, refs: str, store: Store, gone: Gone) -> list[Figure]:
    """The figures that are named; raises `UnknownName` with the key of one that is named otherwise."""
    try:
        return [standing(ref, store, gone) for ref in _several(refs, store)]
    except UnknownName as trouble:
        key = _key_otherwise(goal, refs, store, gone)
        listed = trouble.hint.replace("coopctl log`", f"coopctl log {goal.id}`")
        raise UnknownName(trouble.message, listed, (refs, (shown_key(key),)) if key else None) from None


def _key_otherwise(goal: Goal, ref: str, store: Store, gone: Gone) -> str:
    """The key of the last figure of a goal that stands, where it is named as that, by its day or its value; "" for
    none."""
    figures = (
        figure for _, figure in store.newest() if figure.goal == goal.id and state_of(figure, gone) == State.STANDS
    )
    last = ref.casefold() in LAST
    value = None
    with suppress(Refused):
        from coopctl.language.figures import value_of  # who names it by its key does not pay for it

        value = value_of(goal, ref)
    return next((one.key for one in figures if last or ref == one.on or (value is not None and value == one.value)), "")


def _several(refs: str, store: Store) -> list[str]:
    """The figures that are named with commas between them; a key may have one in it itself."""
    return [refs] if "," not in refs or store.with_key(refs) else [ref.strip() for ref in refs.split(",")]
