"""Everyday lines mean without Typer what they mean to it; whatever Typer alone understands is left to it."""

import shlex
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopctl.cli.app import COMMANDS, PARTS
from coopctl.cli.declared import SHARED, Declared, parameters
from coopctl.cli.everyday import EVERYDAY, call
from coopctl.cli.root import root, run_typed
from coopctl.errors import WrongUsage


class Session:
    """What options are said to."""

    today = date(2026, 1, 15)

    def __init__(self) -> None:
        self.file: str | None = None

    def heard(self, given: dict[str, Any]) -> dict[str, Any]:
        """What a session makes of what was given is the same on both roads."""
        return given


def by_typer(words: list[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What Typer gives to the command, and sets of the session; raises `WrongUsage` as it does."""
    module = import_module(f"coopctl.cli.commands.{COMMANDS[words[0]]}")
    heard: list[dict[str, Any]] = []

    def command(*, session: Session, **given: Any) -> None:  # noqa: ARG001 - Typer's is the one that is looked at
        heard.append(given)

    command.takes = parameters(module.command)  # type: ignore[attr-defined] # read by `parameters`
    session = Session()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "command", command)
        run_typed(root(COMMANDS, PARTS), session, words)  # type: ignore[arg-type] # only its attributes are set
    # Its help was asked for where no command was called.
    return (heard or [{}])[0], {name: value for name, value in vars(session).items() if value is not None}


def options_of(name: str) -> list[str]:
    declared: list[Declared] = [
        one.annotation.__metadata__[0]
        for key, one in parameters(import_module(f"coopctl.cli.commands.{COMMANDS[name]}").command).items()
        if key != "session"
    ]
    shared = [spelled for names, *_ in SHARED for spelled in names.split()]
    spelled = [each for one in declared for name in one.names for each in (name, *name.split("/"))]
    return [*spelled, "--note", "--source", "--limit", *shared]


PLAIN = (
    "g trade-volume 5 12% -5 - -- json JSON csv current 10 0 a=b é 2025-Q1 -h --help -qo -ojson --quit 1e3 1_0 ٣ "
    "9999999999 --version"
)
WORDS = st.sampled_from([*PLAIN.split(), "", " 7", "x y"])


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    name = draw(st.sampled_from(sorted(EVERYDAY)))
    spelled = st.sampled_from(options_of(name))
    joined = st.builds("{}={}".format, spelled, WORDS)
    alone = st.one_of(WORDS, joined, spelled).map(lambda word: [word])
    parts = draw(st.lists(alone | st.tuples(spelled, WORDS).map(list), max_size=5))
    return [name, *(word for part in parts for word in part)]


@given(lines())
def test_a_line_means_what_it_means_to_typer(words: list[str]) -> None:
    said = call(words, COMMANDS)
    if said is None:
        return
    given_by_typer, set_by_typer = by_typer(words)
    mine = {name: value or None if isinstance(value, list) else value for name, value in said.given.items()}
    theirs = {name: value or None if isinstance(value, list) else value for name, value in given_by_typer.items()}
    assert (mine, said.session) == (theirs, set_by_typer), words


@pytest.mark.parametrize("name", sorted(EVERYDAY))
def test_what_typer_refuses_or_explains_is_left_to_it(name: str) -> None:
    for words in ([name, "--nonsense"], [name, "--help"], [name, "-h"], [name, "--", "x"], [name, "a", "b", "--file"]):
        assert call(words, COMMANDS) is None, words


def test_the_examples_of_everyday_commands_are_everyday_lines() -> None:
    """So that the road is not one that nobody takes."""
    for name in EVERYDAY:
        for example in import_module(f"coopctl.cli.commands.{COMMANDS[name]}").EXAMPLES:
            mine = example[example.index("coopctl ") :]
            words = shlex.split(mine.partition(" | ")[0].partition(" < ")[0].partition(" && ")[0])[1:]
            said = call(words, COMMANDS)
            assert said is not None, example
            assert (said.given, said.session) == by_typer(words), example


def test_a_wrong_line_is_refused_in_typers_words() -> None:
    with pytest.raises(WrongUsage, match="there is no option"):
        by_typer(["status", "--nonsense"])
