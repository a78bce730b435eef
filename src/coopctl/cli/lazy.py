"""Commands that are imported when they are called, so that one command costs one command."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import wraps
from importlib import import_module
from inspect import Parameter, Signature
from itertools import chain
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from coopctl.cli import completing
from coopctl.cli.declared import NOTHING, SHARED, Declared, parameters
from coopctl.errors import WrongUsage
from coopctl.values.patterns import later

HELP = {"help_option_names": ["-h", "--help"]}

_NEGATIVE = later(r"-\s?(?:[0-9.$€£₹₮]|inf|nan|[A-Z]{3} ?[0-9])", re.IGNORECASE)

# The commands that enter something in the journal, and so say who did it.
_CHANGING = frozenset(
    """goal.add goal.archive goal.baseline goal.edit goal.judge goal.remove goal.rename goal.restore goal.retarget
    group.add group.edit group.remove plan.edit plan.import_ plan.renew redo undo checkin""".split()
)


def _show(examples: Sequence[str], formatter: Any) -> None:
    """The examples, where there are any, as a section of the help."""
    if examples:
        with formatter.section("Examples"):
            formatter.write("".join(f"  {example}\n" for example in examples))


class Command(TyperCommand):
    """A command whose help shows first how it is typed.

    What it says of arguments and options is the same by every version of Typer.
    """

    examples: tuple[str, ...] = ()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        words = args if ctx.resilient_parsing else _each_once(self.get_params(ctx), args)
        try:
            return super().parse_args(ctx, words)
        except TyperException as trouble:
            trouble.ctx = getattr(trouble, "ctx", None) or ctx  # type: ignore[attr-defined] # of an option without a value
            raise

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return ["[OPTIONS]", *(_help_row(param)[0] for param in self.get_params(ctx) if _is_argument(param))]

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        super().format_help_text(ctx, formatter)
        _show(self.examples, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        params = self.get_params(ctx)
        options = (param.get_help_record(ctx) for param in params if not _is_argument(param))
        _list(formatter, "Arguments", map(_help_row, filter(_is_argument, params)))
        _list(formatter, "Options", filter(None, options))


def _each_once(params: Iterable[Any], args: Sequence[str]) -> list[str]:
    """The words of a call, its options first; of a list that is given twice both are one, `a,b`."""
    takers = dict(chain.from_iterable(map(_names_of_one, params)))
    said, others, end = dict[Any, tuple[str, str]](), list[str](), [*args, "--"].index("--")
    rest = list(args[:end])
    while rest:
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        one = takers.get(name if name[:2] == "--" else word)
        if one is None or not (equals or rest):
            others.append(word)
        else:
            value = value if equals else rest.pop(0)
            said[one] = name, _both(one, *said[one], value) if one in said else value
    return [*chain.from_iterable(said.values()), *others, *args[end:]]


def _names_of_one(param: Any) -> list[tuple[str, Any]]:
    """The names of an option of one value, each with it; none of other parameters."""
    single = getattr(param, "is_flag", None) is False and not param.multiple
    return [(name, param) for name in param.opts] if single else []


def _both(param: Any, name: str, first: str, last: str) -> str:
    """What an option says that is given twice; raises `WrongUsage` where only the last of two values would be used."""
    if (param.metavar or "").endswith(",..."):
        return f"{first},{last}"
    if first != last:
        raise WrongUsage(f"{name} is given twice, {first} and {last}", "leave one out")
    return last


def _list(formatter: Any, title: str, rows: Iterable[tuple[str, str]]) -> None:
    if listed := list(rows):
        with formatter.section(title):
            formatter.write_dl(listed)


def _is_argument(param: Any) -> bool:
    return bool(param.param_type_name == "argument")


def _help_row(argument: Any) -> tuple[str, str]:
    return argument.metavar, f"{argument.help}  [required]" if argument.required else argument.help


def _is_moved(word: str, before: Sequence[str], takers: Set[str], moved: Sequence[str]) -> bool:
    """Whether a word is a negative number, or an argument after one; what an option takes is neither."""
    option = word.startswith("-") and not _NEGATIVE.match(word)
    return not option and takers.isdisjoint(before) and (bool(moved) or word.startswith("-"))


class NegativeValues(Command):
    """A command whose arguments may be negative numbers, without `--` before them.

    What starts with a minus and an amount is moved behind a `--` of its own, with the arguments that follow it.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        takers = {name for one in self.get_params(ctx) if getattr(one, "is_flag", None) is False for name in one.opts}
        end = args.index("--") if "--" in args else len(args)
        kept: list[str] = []
        values: list[str] = []
        for word in args[:end]:
            (values if _is_moved(word, kept[-1:], takers, values) else kept).append(word)
        values += args[end + 1 :]
        return super().parse_args(ctx, [*kept, "--", *values] if values else kept)


# What does not fit beside a command's name is folded below, not cut.
_WHOLE = 1_000


class LazyGroup(TyperGroup):
    """A group that knows its commands by name and module, and imports the one that is called.

    Without a command it does `alone`; where there is none, it shows its help.  `parts` are the headings of the help
    with the commands under each, `examples` stand on top of it.
    """

    def __init__(
        self,
        name: str,
        modules: Mapping[str, str],
        *,
        alone: Callable[[Any], None] | None = None,
        parts: Mapping[str, Sequence[str]] | None = None,
        examples: tuple[str, ...] = (),
        epilog_lines: tuple[str, ...] = (),
        **attrs: Any,
    ) -> None:
        settings = dict(HELP)
        super().__init__(name=name, context_settings=settings, rich_markup_mode=None, no_args_is_help=False, **attrs)
        self.modules = modules
        self.alone = alone
        self.parts = parts or {"Commands": tuple(modules)}
        self.examples = examples
        self.epilog_lines = epilog_lines
        self.invoke_without_command = True
        self.commands = dict.fromkeys(modules)  # type: ignore[assignment] # the names are for "did you mean"
        self.params += options_of(_shared_by_all())

    def invoke(self, ctx: Any) -> Any:
        if ctx._protected_args or ctx.args:  # what Click itself asks
            return super().invoke(ctx)
        if self.alone is not None:
            return self.alone(ctx)
        ctx.obj.stdout.write(self.get_help(ctx) + "\n")
        return None

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Typer's own type is private
        return list(self.modules)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - Typer's own type is private
        module = self.modules.get(cmd_name)
        return None if module is None else load(cmd_name, module)

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        super().format_help_text(ctx, formatter)
        _show(self.examples, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        self.format_commands(ctx, formatter)
        Command.format_options(self, ctx, formatter)  # type: ignore[arg-type] # what a command without commands shows

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - Typer's own types are private
        from coopctl.cli.helps import HELPS

        for title, names in self.parts.items():
            helps = {name: TyperCommand(name, help=HELPS[self.modules[name]]) for name in names}
            told = [(name, command.get_short_help_str(_WHOLE)) for name, command in helps.items()]
            with formatter.section(title):
                formatter.write_dl(told)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - Typer's own types are private
        if self.epilog_lines:
            formatter.write("\n" + "".join(f"{line}\n" for line in self.epilog_lines))


def load(name: str, module: str) -> Any:
    """The command of a module (its function `command`), or the group that a module makes."""
    found = import_module(f"coopctl.cli.commands.{module}")
    if hasattr(found, "group"):
        return found.group
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    kind = NegativeValues if getattr(found, "NEGATIVE_VALUES", False) else getattr(found, "CLASS", Command)
    app.command(name, cls=kind, context_settings=dict(HELP))(_for_typer(found.command, changes=module in _CHANGING))
    command = typer.main.get_command(app)
    if isinstance(command, Command):
        command.examples = found.EXAMPLES
    return command


def _with_signature(function: Callable[..., Any], signed: Sequence[Parameter]) -> Callable[..., Any]:
    """The function with a signature that Typer reads."""
    function.__signature__ = Signature(signed)  # type: ignore[attr-defined] # read by inspect
    function.__annotations__ = {one.name: one.annotation for one in signed}
    return function


def _for_typer(command: Callable[..., Any], *, changes: bool) -> Callable[..., Any]:
    """The command with a signature that Typer reads, with the options that it shares with others.

    One that takes a `session` is handed that of its context; one that changes the plan takes who does it.
    """
    takes = parameters(command)
    own = {name: one for name, one in takes.items() if name not in ("ctx", "session")}

    @wraps(command)
    def run(ctx: typer.Context, **said: Any) -> Any:
        given = ctx.obj.heard({name: said[name] for name in own})
        return command(session=ctx.obj, **given) if "session" in takes else command(ctx=ctx, **given)

    signed = [Parameter("ctx", Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for name, one in own.items():
        default = Parameter.empty if one.default is NOTHING else one.default
        signed.append(
            Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=_typer_annotation(one.annotation))
        )
    return _with_signature(run, signed + _shared_by_all(*([_WHO] if changes and "who" not in takes else [])))


# What takes any text; Typer would name the type.
_TEXTS = (str, str | None, list[str], list[str] | None)


def _typer_annotation(annotation: Any) -> Any:
    """An annotation with what is declared in it as Typer's own."""
    info = next(iter(getattr(annotation, "__metadata__", ())), None)
    if isinstance(info, Declared):
        settings = dict(info.settings)
        if "autocompletion" in settings:
            settings["autocompletion"] = getattr(completing, settings["autocompletion"])
        info = getattr(typer, info.kind)(*info.names, **settings)
    if info is not None and info.metavar is None and annotation.__origin__ in _TEXTS:
        info.metavar = "TEXT"
    return annotation if info is None else Annotated[annotation.__origin__, info]


def _shared_by_all(*more: tuple[str, str, Any, str, str]) -> list[Parameter]:
    """The options that the program, its groups and every command take.

    They may stand before the command or after it, so each hands its value to the session itself.
    """
    return [_shared_option(*option) for option in (*SHARED, *more)]


def options_of(signed: Sequence[Parameter]) -> list[Any]:
    """What Typer makes of the parameters of a command; how its own options are made differs from version to version."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)

    def every(**_: Any) -> None: ...

    app.command()(_with_signature(every, signed))
    return typer.main.get_command(app).params


_WHO = ("--who", "NAME", str, "Who changes it. [COOPCTL_WHO, git's or the system's]", "who")


def _shared_option(names: str, metavar: str, kind: Any, told: str, attribute: str) -> Parameter:
    read = _READ.get(attribute, lambda _, value: value)

    def keep(ctx: typer.Context, value: Any) -> None:
        if value or (kind is float and value is not None):
            setattr(ctx.obj, attribute, read(ctx.obj, value))

    takes = {None: bool, str: list[str] if attribute == "file" else str}.get(kind, kind)
    option = typer.Option(*names.split(), metavar=metavar or None, help=told, expose_value=False, callback=keep)
    default = False if kind is None else None
    return Parameter(attribute, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[takes, option])


def _seconds(_: object, value: float) -> float:
    if not value >= 0:  # nor is NaN
        raise WrongUsage(f"--lock-timeout {value} is not a number of seconds", "write 10, or inf to wait for ever")
    return value


def _single(session: Any, given: Sequence[str]) -> str:
    """The one file that is named, before the command or after it.

    Raises `WrongUsage` for several, of which only the last would be used.
    """
    named = {*given} if session.file is None else {*given, session.file}
    if len(named) > 1:
        raise WrongUsage(
            "--file is given twice, and a command works with one plan",
            "leave one out, or see several: coopctl status PLACE PLACE",
        )
    return named.pop()


# How the session takes what was said, where it does not take it as it is.
_READ: Mapping[str, Callable[[Any, Any], Any]] = {
    "file": _single,
    "lock_timeout": _seconds,
    "who": lambda _, value: lambda: value,
}
