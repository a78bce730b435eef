"""The road of everyday commands past Typer, which takes longer to load than they take to answer.

It is for lines of which every word is plain: a command, its options by their whole names, each once, and values that
do not start with a hyphen.  All else - help, errors, negative numbers - is Typer's, so that there is one who explains.
Both read the same declarations, and a test compares what they make of the same words.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from importlib import import_module
from typing import Any, NamedTuple

from coopctl.cli.declared import NOTHING, SHARED, Declared, Parameter, parameters

EVERYDAY = frozenset({"record", "import", "retract", "undo", "redo", "status", "log", "explain", "check", "due"})


class Call(NamedTuple):
    """A command with its arguments, and the session's attributes that the words set."""

    command: Callable[..., Any]
    given: dict[str, Any]
    session: dict[str, Any]


class _Unclear(Exception):
    """It is for Typer to say what the words mean."""


def call(words: Sequence[str], modules: Mapping[str, str]) -> Call | None:
    """The command that the words mean; None where Typer is to read them."""
    if not words or words[0] not in EVERYDAY:
        return None
    command, takes = _takes(words[0], modules)
    try:
        given, said = _read(list(words[1:]), takes)
    except _Unclear:
        return None
    return Call(command, given, said)


# By its spelling an option's name, whether it is shared by all commands, and what it sets where it takes no value.
_Options = Mapping[str, tuple[str, bool, bool | None]]


def completed(words: Sequence[str], modules: Mapping[str, str]) -> str:
    """The function of `cli.completing` that completes the last word, an argument; "" where Typer is to say."""
    if len(words) < 2 or words[0] not in EVERYDAY or words[-1][:1] == "-":
        return ""
    takes = _takes(words[0], modules)[1]
    try:
        own, shared, places = _parsed(list(words[1:-1]), takes)
    except _Unclear:
        return ""
    argument = None if own or shared else _argument(takes, len(places))
    return "" if argument is None else str(argument.annotation.__metadata__[0].settings.get("autocompletion", ""))


def _argument(takes: Mapping[str, Parameter], before: int) -> Parameter | None:
    """The argument that a word is, behind so many others; a list takes all that come."""
    arguments = [one for one in takes.values() if not _spellings("-", one)]
    for at, one in enumerate(arguments):
        if at == before or _is_list(one):
            return one
    return None


def _takes(name: str, modules: Mapping[str, str]) -> tuple[Callable[..., Any], dict[str, Parameter]]:
    """A command, and what its line gives it."""
    command = import_module(f"coopctl.cli.commands.{modules[name]}").command
    return command, {name: one for name, one in parameters(command).items() if name != "session"}


def _read(words: list[str], takes: Mapping[str, Parameter]) -> tuple[dict[str, Any], dict[str, Any]]:
    own, shared, places = _parsed(words, takes)
    return _places(places, takes, own), shared


def _parsed(words: list[str], takes: Mapping[str, Parameter]) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """The command's own options, those of all commands, and the words that are neither."""
    options = _options(takes)
    own: dict[str, Any] = {}
    shared: dict[str, Any] = {}
    places: list[str] = []
    words.reverse()
    while words:
        word = words.pop()
        if word[:1] != "-" or word == "-":
            places.append(word)
            continue
        spelled, equals, value = _option_and_value(word)
        name, is_shared, sets = options.get(spelled) or _unclear()
        said = shared if is_shared else own
        if sets is None:
            _put(said, name, value if equals else _next(words), None if is_shared else takes[name])
        else:
            said[name] = sets if not equals else _unclear()
    return own, shared, places


def _options(takes: Mapping[str, Parameter]) -> _Options:
    wide = [(names, kind, to) for names, _, kind, _, to in SHARED if kind is not float]
    shared = {each: (to, True, None if kind else True) for names, kind, to in wide for each in names.split()}
    return {each: (name, False, sets) for name, one in takes.items() for each, sets in _own(name, one)} | shared


def _own(name: str, one: Parameter) -> Iterator[tuple[str, bool | None]]:
    """The spellings of a command's own option, each with what it sets: `--yes/--no` are two."""
    for spelled in _spellings(name, one):
        on, _, off = spelled.partition("/")
        yield on, True if _type(one) is bool else None
        if off:
            yield off, False


def _option_and_value(word: str) -> tuple[str, str, str]:
    """An option and the value that is written to it with `=`, which only long ones have."""
    return word.partition("=") if word[:2] == "--" else (word, "", "")


def _next(words: list[str]) -> str:
    """The value behind an option; where there is none, one that nobody takes."""
    return words.pop() if words else "-"


def _put(said: dict[str, Any], name: str, value: str, one: Parameter | None) -> None:
    """Enter an option's value, each of a list; of what all commands share it is the text."""
    many = one is not None and _is_list(one)
    if value[:1] == "-" or (name in said and not many):
        _unclear()
    if many:
        said.setdefault(name, []).append(value)
    else:
        said[name] = value if one is None else _value(value, one)


def _places(words: list[str], takes: Mapping[str, Parameter], own: dict[str, Any]) -> dict[str, Any]:
    """All that is given, the arguments by their order; what is not has its default."""
    given = {}
    for name, one in takes.items():
        if one.annotation.__metadata__[0].kind == "Argument" and words:
            if _is_list(one):
                given[name], words = words, []
            else:
                given[name] = _value(words.pop(0), one)
        else:
            given[name] = own.get(name, one.default)
            if given[name] is NOTHING:
                _unclear()
    return given if not words else _unclear()


def _spellings(name: str, one: Parameter) -> tuple[str, ...]:
    declared: Declared = one.annotation.__metadata__[0]
    return () if declared.kind == "Argument" else declared.names or (f"--{name.replace('_', '-')}",)


def _type(one: Parameter) -> Any:
    """The type without the None that stands for nothing given."""
    kind = one.annotation.__origin__
    parts = getattr(kind, "__args__", ())
    return next(each for each in parts if each is not type(None)) if type(None) in parts else kind


def _is_list(one: Parameter) -> bool:
    return bool(_type(one) == list[str])


def _value(word: str, one: Parameter) -> Any:
    kind = _type(one)
    if kind is str:
        return word
    if kind is int:
        settings = one.annotation.__metadata__[0].settings
        plain = word.isascii() and word.isdigit() and len(word) < 10
        return int(word) if plain and settings["min"] <= int(word) <= settings["max"] else _unclear()
    if issubclass(kind, Enum) and word in kind._value2member_map_:
        return kind(word)
    return _unclear()


def _unclear() -> Any:
    raise _Unclear
