"""What people type from the habit of other programs, and what is typed here instead: the hints to usage errors."""

import shlex
from collections.abc import Collection, Mapping, Sequence
from typing import Any

# A command that is not known, within its group ("" for the program itself), and the one that does it.
_COMMANDS: Mapping[str, Mapping[str, str]] = {
    "": {
        "goal add": "add new create",
        "goal list": "list ls goals targets indicators",
        "goal show": "show view get info describe open card",
        "goal edit": "edit change modify set-goal",
        "goal remove": "delete remove rm del",
        "goal baseline": "baseline rebase",
        "goal retarget": "retarget target extend",
        "goal archive": "archive",
        "group list": "groups areas objectives sectors",
        "record": "set update log-figure enter measure track report-figure value tick done",
        "retract": "withdraw unrecord",
        "log": "history figures values entries changes journal",
        "status": "progress summary overview dashboard table st",
        "import": "load read",
        "chart": "plot graph draw",
        "explain": "why forecast outlook",
        "checkin": "check-in",
        "backup": "save copy dump",
        "--version": "version",
        "help": "man manual docs",
    },
    "goal": {
        "goal add": "new create make",
        "goal list": "ls all",
        "goal show": "view get info describe card",
        "goal edit": "set change modify update rename",
        "goal remove": "delete rm del drop",
        "goal retarget": "target extend",
        "goal restore": "unarchive",
        "record": "record log measure",
        "status": "status progress",
        "explain": "explain",
        "chart": "chart",
    },
    "group": {"group add": "new create make edit", "group list": "ls show all"},
    "plan": {"plan show": "view get list ls", "plan edit": "set change update", "plan import": "add new load read",
             "export": "export", "status": "status"},
}  # fmt: skip
# What is said here, in the order in which it is looked for, and the options of other programs that mean it.
_OPTIONS: tuple[tuple[str, str], ...] = (
    ("-o json", "--json -j"),
    ("-o csv", "--csv"),
    ("-o md", "--markdown --md"),
    ("-o", "--format --type --as --out-format"),
    ("--on", "--date --when --for --day --period --at -d --time --month --year --as-of"),
    ("--as-of", "--date --when --day --at --on --today --until -d"),
    ("--to", "--target --goal --reach --output --out --output-file -t"),
    ("--from", "--baseline --start --initial --base --current -b"),
    ("--since", "--baseline-date --after --start --date --from"),
    ("--by", "--deadline --due --until --end --due-date"),
    ("--note", "-m --message --comment --comments --description --desc --remark --text -n"),
    ("--why", "-m --message --reason --because --comment --note"),
    ("--description", "-m --message --note --comment --desc"),
    ("--title", "--name --label"),
    ("--who", "--by --user --author --name --recorder"),
    ("--owner", "--responsible --lead --who --assignee"),
    ("--cadence", "--frequency --every --interval --freq"),
    ("--per", "--period --every"),
    ("--limit", "-n --max --count --last --top --head"),
    ("--long", "-l --all -a --full --wide --verbose -v --details"),
    ("--only", "--filter --status --state"),
    ("--method", "--rule --judge"),
    ("--dry-run", "--dry --preview --check --test -n"),
    ("--file", "-f --path --db --database --plan --input"),
    ("--debug", "--verbose -v --trace"),
    ("--quiet", "--silent -s"),
)


def told(trouble: Any, arguments: Sequence[str]) -> tuple[str, str]:
    """What a usage error says, and what to type instead: the whole call where one option is another here."""
    message = " ".join(trouble.format_message().split())
    ctx = getattr(trouble, "ctx", None)
    path = getattr(ctx, "command_path", "coopctl")
    unknown = getattr(trouble, "option_name", "")
    if unknown:
        options = {name for param in ctx.command.params for name in param.opts} if ctx else set()
        if _meant(unknown, options):
            return f"there is no option {unknown}", f"write {_rewritten(arguments, options)}"
    elif message.startswith("No such command"):
        meant = _command_of(path.removeprefix("coopctl").strip(), message.split("'")[1])
        if meant:
            return message, f"it is `coopctl {meant}` here{_help_of(meant)}"
    else:
        call = _completed(trouble, arguments) or _quoted(message, ctx, arguments)
        if call:
            return message, f"write {call}{_names_for(call)}"
    return message, f"see `{path} --help`"


def _help_of(command: str) -> str:
    return "" if command.startswith("-") else f"; see `coopctl {command} --help`"


def _names_for(call: str) -> str:
    """Who leaves out a goal may not know what it is called here."""
    return "; `coopctl goal list` shows their names" if call.endswith(" GOAL") else ""


def _completed(trouble: Any, arguments: Sequence[str]) -> str:
    """The whole call with the place of what is missing; "" where nothing is."""
    param = getattr(trouble, "param", None)
    if param is None or not type(trouble).__name__.startswith("Missing"):
        return ""
    option = param.opts[0] if param.opts[0].startswith("-") else ""
    place = (param.metavar or param.opts[0].upper()).strip("[]{}")
    return " ".join(filter(None, (shlex.join(("coopctl", *arguments)), option, place)))


def _quoted(message: str, ctx: Any, arguments: Sequence[str]) -> str:
    """The whole call where a command takes one name: with one of several words in quotes, or again for each file."""
    if not message.startswith("Got unexpected extra argument") or ctx is None:
        return ""
    takes = [param for param in ctx.command.params if not param.opts[0].startswith("-")]
    extra = message.partition("(s) (")[2].removesuffix(")").split(" ")
    starts = [at for at in range(2, len(arguments)) if list(arguments[at : at + len(extra)]) == extra]
    if len(takes) != 1 or not starts:
        return ""
    at, end = starts[0] - 1, starts[0] + len(extra)
    given = _each(f"{takes[0].metavar}", arguments[at:end])
    return " && ".join(shlex.join(("coopctl", *arguments[:at], one, *arguments[end:])) for one in given)


def _each(metavar: str, words: Sequence[str]) -> Sequence[str]:
    """Words as the names that they are: of a file each, else one name of several words."""
    return words if "FILE" in metavar else [" ".join(words)]


def _command_of(group: str, word: str) -> str:
    """The command that does what a word of other programs does, "" where no other is known."""
    return next((ours for ours, habits in _COMMANDS.get(group, {}).items() if word in habits.split()), "")


def _meant(said: str, options: Collection[str]) -> str:
    """What is written here for an option of other programs; "" where a command has nothing like it."""
    if said in options:
        return ""
    return next((ours for ours, habits in _OPTIONS if said in habits.split() and ours.split()[0] in options), "")


def _rewritten(arguments: Sequence[str], options: Collection[str]) -> str:
    """The whole call with the command's own options for those of other programs."""
    words: list[str] = []
    for word in arguments:
        name, equals, value = word.partition("=")
        meant = _meant(name, options) if word.startswith("-") else ""
        words += [*meant.split(), *([value] if equals else [])] if meant else [word]
    return shlex.join(("coopctl", *words))
