"""What people type from the habit of other programs, and what is typed here instead: the hints to usage errors."""

import re
import shlex
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import chain, takewhile
from typing import Any, NamedTuple

from coopctl.cli.asking import names_from, titles_of
from coopctl.cli.days import is_day, is_read, longest
from coopctl.errors import CoopctlError, NoAmount, NoDay, UnsureComma, as_typed
from coopctl.values.patterns import later

# A command that is not known, within its group ("" for the program itself), and the one that does it.
_COMMANDS: Mapping[str, Mapping[str, str]] = {
    "": {
        "goal add": "add new create",
        "goal list": "list ls goals targets indicators dir",
        "goal show": "show view get info describe open card",
        "goal edit": "edit change modify set-goal rename ren tag label assign annotate",
        "goal remove": "delete remove rm del purge erase",
        "goal baseline": "baseline rebase",
        "goal retarget": "retarget target extend move postpone reschedule defer delay shift",
        "goal archive": "archive",
        "group list": "groups areas objectives sectors projects",
        "record": "set update correct fix revise amend log-figure enter measure track report-figure value tick done"
        " deposit",
        "retract": "withdraw unrecord",
        "undo": "revert rollback oops cancel back",
        "log": "history figures values entries journal records register reg",
        "log --changes": "changes audit who blame trail revisions",
        "status": "progress summary overview dashboard table st statut etat état stand balance bal",
        "report": "briefing brief pdf print rapport informe bericht",
        "report page.html": "html page publish",
        "report mail.html --email": "email mail send",
        "export --ics": "calendar ics ical agenda reminders",
        "due": "overdue remind reminder todo tasks next upcoming deadlines missing",
        "check": "lint validate verify test ci",
        "diff": "compare delta since",
        "merge": "sync pull combine join",
        "import": "load read",
        "chart": "plot graph draw burndown",
        "explain": "why forecast outlook",
        "checkin": "check-in",
        "backup": "save copy dump",
        "plan edit": "config configure settings preferences options",
        "--version": "version",
        "init": "start begin setup initialise initialize",
        "help": "man manual docs hilfe aide ayuda ajuda",
    },
    "goal": {
        "goal add": "new create make",
        "goal list": "ls all",
        "goal show": "view get info describe card",
        "goal edit": "set change modify update rename tag label assign annotate",
        "goal remove": "delete rm del drop purge erase",
        "goal retarget": "target extend move postpone reschedule defer delay shift",
        "goal baseline": "rebase",
        "goal archive": "hide close",
        "goal restore": "unarchive",
        "record": "record log measure",
        "status": "status progress",
        "explain": "explain",
        "chart": "chart",
    },
    "group": {"group add": "new create make edit rename", "group list": "ls show all",
              "undo --list": "remove delete rm del drop"},
    "plan": {"init": "new create make start begin", "plan show": "view get list ls open",
             "plan edit": "set change update rename", "plan import": "add load read", "export": "export",
             "status": "status"},
}  # fmt: skip
# What shows something, and what is shown by the command of its name; what is done to the last figure is taken back.
_SHOWING = frozenset("show view get see list print open send make give generate create".split())
_ON_WORDS = {(True, name): name for name in ("status", "report", "log", "due", "chart", "diff")} | {
    (False, "last"): "undo"
}
# A word that changes one thing of a goal, and the option that says it.
_FIELDS = {
    "rename": "--title", "ren": "--title", "tag": "--tag", "label": "--tag", "assign": "--owner", "annotate": "--note",
    **dict.fromkeys("extend move postpone reschedule defer delay shift".split(), "--by"),
}  # fmt: skip
# What is said here, in the order in which it is looked for, and the options of other programs that mean it.
_OPTIONS: tuple[tuple[str, str], ...] = (
    ("-o json", "--json -j"),
    ("-o csv", "--csv"),
    ("-o md", "--markdown --md"),
    ("-o", "--format --type --as --out-format"),
    ("--on", "--date --when --for --day --period --at -d --time --month --year --week --quarter --as-of"),
    ("--as-of", "--date --when --day --at --on --today --until --year --month --quarter -d"),
    ("--until", "--as-of --on"),
    ("--known-at", "--as-of --known --on --date --until --recorded"),
    ("--columns", "--fields --cols --column --select"),
    ("--repair", "--fix --mend"),
    ("--to", "--target --goal --amount --reach --output --out --output-file -t --path --filename --save"),
    ("--from", "--baseline --start --initial --base --current -b"),
    ("--since", "--baseline-date --after --start --date --from"),
    ("--until", "--to --end --till --before"),
    ("--by", "--deadline --due --until --end --due-date"),
    ("--note", "-m --message --comment --comments --description --desc --remark --text --confidence -n"),
    ("--why", "-m --message --reason --because --comment --note"),
    ("--description", "-m --message --note --comment --desc"),
    ("--title", "--name --label --id"),
    ("--fiscal-start", "--fiscal-year --fiscal --fy --year-start"),
    ("--who", "--by --user --author --name --recorder"),
    ("--owner", "--responsible --lead --who --assignee"),
    ("--cadence", "--frequency --every --interval --freq"),
    ("--per", "--period --every"),
    ("--limit", "-n --max --count --last --top --head --tail"),
    ("--exact", "--verbose -v --full --details --precise"),
    ("--long", "-l --all -a --full --wide --verbose -v --details"),
    ("--group-by", "--by --groupby --sections"),
    ("--all", "--archived --include-archived --with-archived --hidden"),
    ("--only", "--filter --status --state"),
    ("--only off-track,missed", "--bad --red --behind --failing --problems --late"),
    ("--sort", "--sort-by --order --order-by --orderby --sorted"),
    ("--within", "--next --ahead --coming --days"),
    ("--ics", "--calendar --ical"),
    ("--group", "--area --objective --sector --section"),
    ("--method", "--rule --judge"),
    ("--dry-run", "--dry --preview --check --test -n"),
    ("--file", "-f --path --db --database --plan --input"),
    ("--version", "-v"),
    ("--debug", "--verbose --trace"),
    ("--quiet", "--silent -s"),
)


class _Elsewhere(NamedTuple):
    """The call for what an option means elsewhere, with the value that stands behind it, and without one."""

    call: str
    alone: str


_DIFFERENCES = _Elsewhere("coopctl diff --since {}", "coopctl diff --since DATE")
# Who owns a goal is not who recorded its figures.
_WITH_WHO = "coopctl log --columns figure,goal,for,value,who,recorded"
_FIGURES_OF = _Elsewhere(f"{_WITH_WHO} | grep {{}}", _WITH_WHO)
_FIRST = _Elsewhere("coopctl status | head -n {}", "coopctl status | head")
# What one command does with an option that another of ours has.
_ELSEWHERE = {
    "coopctl log": {
        **dict.fromkeys(("--since", "--after", "--from"), _DIFFERENCES),
        **dict.fromkeys(("--who", "--by", "--user", "--author", "--recorder"), _FIGURES_OF),
    },
    "coopctl status": dict.fromkeys(("--limit", "--top", "--head", "-n"), _FIRST),
}
# What is read is named without an option; ours of this name is the file of the plan.
_OF_A_FILE = later(r"\[?(?:FILE|FROM|BACKUP|OTHER|TO\.)")
_READ_FROM = ("-f", "--input", "--path", "--in")

# The options of other programs for the file that is written.
_WRITTEN_TO = ("-o", "--output", "--out", "--to", "--output-file", "--save")
# What `-f` is of where a format stands behind it.
_FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")
# The page that is written where only its format is said.
_PAGES = {"html": "page.html", "htm": "page.html", "md": "page.md", "markdown": "page.md"}
# What is done here unless another place is named.
_NEEDLESS = frozenset(("--print", "--stdout", "--console", "--yes", "-y", "--force"))
# What the environment says here, and the options of other programs that mean it.
_VARIABLES = {
    "NO_COLOR=1": "--no-color --no-colour --nocolor --mono --monochrome",
    "FORCE_COLOR=1": "--color --colour --force-color",
}


def explanation(trouble: Any, arguments: Sequence[str], today: date) -> tuple[str, str]:
    """What a usage error says, and what to type instead: the whole call where one option is another here."""
    message = " ".join(trouble.format_message().split()).replace("a valid int range", "a whole number")
    ctx = getattr(trouble, "ctx", None)
    path = getattr(ctx, "command_path", "coopctl")
    call = ctx and _with_two_hyphens(ctx.command, arguments)
    if call:
        return "an option has two hyphens before its name, and a space behind it", f"write {call}"
    unknown = getattr(trouble, "option_name", "")
    if unknown and message.startswith("No such option"):
        call = _for_option(unknown, ctx, arguments)
        if call:
            return f"there is no option {unknown}", f"write {call}"
    elif message.startswith("No such command"):
        return _unknown(message, ctx, arguments)
    else:
        call = (
            _with_missing(trouble, arguments, today)
            or _with_quotes(message, ctx, arguments, today)
            or _otherwise(message, ctx, arguments)
        )
        if call:
            return message, f"write {call}{_names_for(call)}"
    return message, f"see `{path} --help`"


# In double quotes `$0` to `$9` are the shell's: `"$3,500"` arrives as `,500`, and `"$0.4bn"` as `bash.4bn`.
# So does `"$5 million"` as ` million`, and `"$40,000"` as `0,000`.
_HEADLESS = later(
    r"(?:\S*[a-z])?[.,][0-9]|\s+(?:thousand|million|billion|bn|mn|m|k)\b|(?:thousand|million|billion|bn|mn)$|0{1,2},[0-9]{3}",
    re.IGNORECASE,
)


def meant_by(trouble: CoopctlError, arguments: Sequence[str], today: date) -> str:
    """How to write a day that has a slip in it, or an amount of which a shell has taken the beginning; else ""."""
    if isinstance(trouble, NoDay):
        from coopctl.values.near_days import near_day  # only what is refused pays for it

        near = near_day(trouble.text, today)
        return near and f"write {shlex.quote(near)}"
    return _headless(trouble, arguments)


def _headless(trouble: CoopctlError, arguments: Sequence[str]) -> str:
    """How to write an amount of which a shell has taken the beginning; "" for other refusals."""
    if not (isinstance(trouble, NoAmount | UnsureComma) and any(map(_HEADLESS.match, arguments))):
        return ""
    from coopctl.values.quantities import TAKEN  # only what is refused pays for it

    return TAKEN


def _unknown(message: str, ctx: Any, arguments: Sequence[str]) -> tuple[str, str]:
    """What is said of a command that is not known, and what to type instead."""
    word, path = message.split("'")[1], getattr(ctx, "command_path", "coopctl")
    known = getattr(getattr(ctx, "command", None), "modules", ())
    arguments = _with_groups(ctx, arguments) if path == "coopctl group" else arguments
    call = word.lower() not in known and _instead(path.removeprefix("coopctl").strip(), word, arguments)
    if call:
        return f"No such command {word!r}.", call
    near = word.lower() if word.lower() in known else message.partition("Did you mean '")[2].partition("'")[0]
    return message, _near(near, word, arguments) or f"see `{path} --help`"


def _with_groups(ctx: Any, arguments: Sequence[str]) -> list[str]:
    """The words of a call with the whole names of the groups that are named in it."""
    named = [names_from(ctx.obj, word, lambda plan: {one.ref: one.title for one in plan.groups}) for word in arguments]
    return [found[0] if len(found) == 1 else word for found, word in zip(named, arguments, strict=True)]


# A slip of the fingers leaves so much of a word, two letters that change places among them.
_ALIKE = 0.75


def _near(near: str, word: str, arguments: Sequence[str]) -> str:
    """The whole call with the command that a word is a slip for; "" where that is not so near."""
    if word not in arguments or _alike(word.lower(), near) < _ALIKE:
        return ""
    at = arguments.index(word)
    return f"write {as_typed(*arguments[:at], near, *arguments[at + 1 :])}"


def _alike(word: str, other: str) -> float:
    """How much two words have in common, from 0 to 1; all of it where only the order of letters differs."""
    from difflib import SequenceMatcher  # only a wrong name pays for the import

    return 1 if sorted(word) == sorted(other) else SequenceMatcher(None, word, other).ratio()


# An option as other shells and programs write it: `-Owner`, `--owner:Ana`, `/owner Ana`, `owner:Ana`, `+tag`.
_OTHERWISE = later(
    r"(?:--?|/)(?P<name>[a-z]{2}[a-z-]*)(?:[:=](?P<value>.*))?|\+(?P<tag>[a-z]{2}[\w-]*)|(?P<key>[a-z][a-z-]+):(?P<of>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


# As options are written here, be they known or not.
_PLAIN = later(r"--[a-z-]+(?:=|$)")


def _with_two_hyphens(command: Any, arguments: Sequence[str]) -> str:
    """The whole call where an option is written in another way, such as with one hyphen; "" where none is."""
    options, takers, words = _names_of(command), _takers(command), list[str]()
    for word in arguments:
        words += [word] if words and words[-1] in takers else _as_option(word, options) or [word]
    return "" if words == [*arguments] else _rewritten(words, options)


def _as_option(word: str, options: Collection[str]) -> list[str]:
    """An option that is written in another way, with the value that is in one word with it; nothing for other words."""
    found = _OTHERWISE.fullmatch(word)
    if found is None or _PLAIN.match(word):
        return []
    option = "--tag" if found["tag"] else f"--{(found['name'] or found['key']).lower()}"
    known = option in options or _own_option(option, options)
    return [option, *filter(None, [found["tag"] or found["value"] or found["of"]])] if known else []


def anew(group: Any, arguments: Sequence[str], word: str, meant: Sequence[str]) -> str:
    """The whole call with other words for the last that is this one; "" where its command has no such option."""
    options = _names_of(_command(group, arguments))
    # What others list, `check` fails on.
    ours = ["--fail-on" if one == "--only" and "--fail-on" in options else one for one in meant]
    if not options.issuperset(one for one in ours if one.startswith("-")):
        return ""
    at = max(place for place, given in enumerate(arguments) if given == word)
    return f"write {as_typed(*arguments[:at], *ours, *arguments[at + 1 :])}"


def anyhow(root: Callable[[], Any], arguments: Sequence[str], word: str, today: date) -> str:
    """The whole call where a word is no name but a day, or an option that is written in another way; else "".

    The commands are loaded only for these.
    """
    call = _OTHERWISE.fullmatch(word) and _with_two_hyphens(_command(root(), arguments), arguments)
    return f"write {call}" if call else _with_day(root, arguments, word, today)


def _with_day(root: Callable[[], Any], arguments: Sequence[str], word: str, today: date) -> str:
    """The whole call where a word is a day, or the first of one: `status last month`; or an option that nobody gave its
    hyphens: `status sort by deadline`.  "" where it is neither."""
    at = max((place for place, given in enumerate(arguments) if given == word), default=len(arguments))
    words = _plain(arguments[at:])
    size = longest(words, is_day(today))
    if not size and not any(f"--{word}" in (ours, *habits.split()) for ours, habits in _OPTIONS):
        return ""
    command = _command(root(), arguments)
    said = [["--as-of", " ".join(words[:size])]] if size else _options_in(_takers(command), words)
    rest = arguments[at + (size or len(words)) :]
    whole = as_typed(*arguments[:at], *rest, *chain.from_iterable(said))
    return f"write {whole}" if _is_new({part[0] for part in said}, command, arguments) else ""


def _is_new(options: Collection[str], command: Any, arguments: Sequence[str]) -> bool:
    """Whether there are options, which a command has, and that were not given."""
    return bool(options) and _names_of(command).issuperset(options) and not {*options} & {*arguments}


def _plain(words: Sequence[str]) -> list[str]:
    """The words up to the first option."""
    return [*takewhile(lambda word: not word.startswith("-"), words)]


def _command(group: Any, arguments: Sequence[str]) -> Any:
    """The command that is called."""
    for name in arguments:
        group = group.get_command(None, name) if name in getattr(group, "modules", ()) else group
    return group


def _names_of(command: Any) -> set[str]:
    """The options of a command."""
    return {name for param in command.params for name in param.opts}


def _for_option(unknown: str, ctx: Any, arguments: Sequence[str]) -> str:
    """The whole call with what is written here for an option of other programs; "" where nothing is."""
    unknown, arguments = _of_a_page(unknown, ctx, arguments) or _of_a_format(unknown, arguments)
    options, behind = _names_of(ctx.command) if ctx else set(), _behind(unknown, arguments)
    elsewhere = _elsewhere(unknown, ctx, behind)
    if elsewhere:
        return elsewhere
    unnamed = _unnamed(ctx, behind) - (options - {unknown})
    if unknown in unnamed and (unknown in _READ_FROM or not _own_option(unknown, options)):
        return as_typed(*(word for word in arguments if word not in unnamed))
    own = _own_option(unknown, options)
    return _in_own_words(unknown, own, arguments, options) if own else _by_another_way(unknown, ctx, arguments)


def _by_another_way(unknown: str, ctx: Any, arguments: Sequence[str]) -> str:
    """The whole call for an option that has no other name here: by a variable, into a file, or without its slip."""
    by_variable = _by_variable(unknown, arguments)
    if by_variable or not ctx:
        return by_variable
    written = unknown in _WRITTEN_TO and _into_file(_behind(unknown, arguments), unknown, ctx, arguments)
    return written or _near_option(unknown, ctx, arguments)


def _near_option(unknown: str, ctx: Any, arguments: Sequence[str]) -> str:
    """The whole call with the option for which one is a slip, and that takes a value where one stands behind it."""
    fits = _names_of(ctx.command) - (set() if _behind(unknown, arguments) else _takers(ctx.command))
    near = max(sorted(fits), key=lambda name: _alike(unknown.strip("-"), name.strip("-")))
    if _alike(unknown.strip("-"), near.strip("-")) < _ALIKE:
        return ""
    return as_typed(
        *(f"{near}{word.removeprefix(unknown)}" if word.partition("=")[0] == unknown else word for word in arguments)
    )


def _elsewhere(unknown: str, ctx: Any, behind: str) -> str:
    """The call of another command that does what an option with its value means elsewhere; "" where none does."""
    found = _ELSEWHERE.get(getattr(ctx, "command_path", ""), {}).get(unknown)
    if found is None:
        return ""
    return found.call.format(behind) if behind else found.alone


def _in_own_words(unknown: str, own: str, arguments: Sequence[str], options: Collection[str]) -> str:
    """The call with the command's own options; with the one for a day where nobody's name stands behind `--by`."""
    if own not in ("--who", "--group-by") or not _DAY.fullmatch(_behind(unknown, arguments)):
        return _rewritten(arguments, options)
    day = next((one for one in ("--on", "--as-of") if one in options), "")
    return day and as_typed(*(day if word == unknown else word for word in arguments))


def _of_a_format(unknown: str, arguments: Sequence[str]) -> tuple[str, Sequence[str]]:
    """An option and its call, with `--format` for an `-f` that has a format behind it."""
    if unknown == "-f" and _behind(unknown, arguments) in _FORMATS:
        return "--format", ["--format" if word == "-f" else word for word in arguments]
    return unknown, arguments


def _of_a_page(unknown: str, ctx: Any, arguments: Sequence[str]) -> tuple[str, Sequence[str]] | None:
    """The option for a page and the call, where only its format stands behind one that is not known: `report -o html`;
    None elsewhere."""
    page = _PAGES.get(_behind(unknown, arguments)) if ctx and _is_page(ctx) else None
    if page is None:
        return None
    at = next(place for place, word in enumerate(arguments) if word.partition("=")[0] == unknown)
    return "--output", [*arguments[:at], "--output", page, *arguments[at + (1 if "=" in arguments[at] else 2) :]]


def _is_page(ctx: Any) -> bool:
    """Whether a command writes the file that it is given by its kind."""
    return any(".html" in (param.metavar or "") for param in _arguments(ctx))


def _unnamed(ctx: Any, value: str) -> set[str]:
    """The options of other programs for what is named here without one, a file that is written among them."""
    taken = _arguments(ctx)
    page = "." in value and _is_page(ctx)
    read = any(_OF_A_FILE.match(param.metavar or "") for param in taken)
    files = {*(_WRITTEN_TO if page else ()), *(_READ_FROM if read else ())}
    return {f"--{param.name}" for param in taken} | files | _NEEDLESS


def _by_variable(unknown: str, arguments: Sequence[str]) -> str:
    """The call with the variable that says what an option says elsewhere; "" for any other."""
    setting = next((name for name, habits in _VARIABLES.items() if unknown in habits.split()), "")
    others = [word for word in arguments if word.partition("=")[0] != unknown]
    return setting and f"{setting} {as_typed(*others)}"


def _behind(option: str, arguments: Sequence[str]) -> str:
    """What stands behind an option, "" where nothing does."""
    for word, following in zip(arguments, [*arguments[1:], "-"], strict=True):
        name, equals, value = word.partition("=")
        if name == option and (equals or not following.startswith("-")):
            return shlex.quote(value if equals else following)
    return ""


def _instead(group: str, word: str, arguments: Sequence[str]) -> str:
    """What does here what a word of other programs does, or a goal and its figure alone; "" where nothing is known."""
    rest: Sequence[str] = arguments[arguments.index(word) + 1 :] if word in arguments else []
    place = next((one for one in (word, *rest[:1]) if one.endswith(".json")), "")
    if place and not group:
        return f"to look into a plan's file, write {as_typed('--file', place, 'status')}"
    meant, rest = _done_to(word, rest) if rest and not group else ("", rest)
    meant = meant or _command_of(group, word)
    return f"it is `{_call(meant, word, rest)}` here{_help_of(meant)}" if meant else _alone(word, arguments)


def _done_to(word: str, rest: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The command for a word with what it is done to behind it, `list groups`, or before it, `groups list`, and what
    stands behind that."""
    behind = _command_of(word.removesuffix("s"), rest[0]) if word.endswith("s") else ""
    if behind:
        return behind, rest[1:]
    shown = word in _SHOWING and rest[0].endswith("s")
    meant = _command_of(rest[0].removesuffix("s"), "ls" if shown else word) or _ON_WORDS.get(
        (word in _SHOWING, rest[0]), ""
    )
    return meant, rest[1:] if meant or rest[0] == "goal" else rest


def _alone(word: str, arguments: Sequence[str]) -> str:
    """What a call without a command does: a goal in a sentence, or a goal and its figure; "" for any other."""
    if " " in word and list(arguments) == [word]:
        return f"to add a goal, write {as_typed('goal', 'add', word)}"
    figure = list(arguments[:1]) == [word] and any(map(str.isdigit, "".join(arguments[1:2])))
    return f"to record a figure, write {as_typed('record', *arguments)}" if figure else ""


def _call(meant: str, word: str, rest: Sequence[str]) -> str:
    """The call of a command with what stood behind the word for it, or behind what that was done to."""
    option, own = _FIELDS.get(word), 0 if meant == "plan edit" else 1
    if meant == "undo --list":
        rest = ()
    elif option and len(rest) > own and option not in rest:
        said = " ".join(rest[own:])
        rest = (
            *rest[:own],
            option,
            said if option != "--by" else _UNTIL.sub("", said) if _YEAR.search(said) else "DATE",
        )
    return f"{as_typed(*meant.split(), *rest)}{' --why TEXT' if '--by' in rest and '--why' not in rest else ''}"


# What people write before the day to which something is moved.
_UNTIL, _YEAR = later(r"^(?:by|to|until|till) "), later(r"\b20[0-9]{2}\b")


def _help_of(command: str) -> str:
    return "" if command.startswith("-") else f"; see `coopctl {command} --help`"


# What is no value of an option here, and what means it, the best that an option takes first.
_VALUES = {
    "average": "mean", "avg": "mean", "latest": "level", "last": "level", "accumulated": "cumulative",
    "ytd": "cumulative", "maximum": "max", "minimum": "min", "annual": "year", "yearly": "year", "years": "year",
    "months": "month", "monthly": "month", "quarters": "quarter", "quarterly": "quarter", "weeks": "week",
    "weekly": "week", "days": "day", "daily": "day", "yaml": "json", "yml": "json", "text": "table", "txt": "table",
    "ndjson": "jsonl", "markdown": "md", "excel": "xlsx csv", "xls": "xlsx csv", "xlsx": "csv", "ods": "csv",
}  # fmt: skip

# What others write as names alone.
_NAMES = ("ids", "id", "names", "name", "keys")


def _otherwise(message: str, ctx: Any, arguments: Sequence[str]) -> str:
    """The whole call where a value of an option is called otherwise here, or is missing; "" where neither."""
    if message.startswith("Option ") and message.endswith(" requires an argument."):
        return f"{as_typed(*arguments)} {_value_of(message.split()[1].strip(chr(39)), ctx)}"
    wrong = message.partition("': '")[2].partition("'")[0] if message.startswith("Invalid value") else ""
    return _columns_of_names(wrong, ctx, arguments) if wrong in _NAMES else _with_value(wrong, message, ctx, arguments)


def _with_value(wrong: str, message: str, ctx: Any, arguments: Sequence[str]) -> str:
    """The whole call with our value for a wrong one, or with what else it says; "" where it is no other's."""
    value, _, period = wrong.removeprefix("=").partition(" per ")
    meant, choices = (value, *_VALUES.get(value.lower(), "").split()), message.partition(" is not one of ")[2]
    ours = next((one for one in meant if f"'{one}'" in choices), "")
    more = ("--per", period) if period else ()
    if ours:
        return as_typed(*chain.from_iterable(_put(word, wrong, ours) for word in arguments), *more)
    return _into_file(value, "-o" if "-o" in arguments else "--output", ctx, arguments)


def _into_file(file: str, option: str, ctx: Any, arguments: Sequence[str]) -> str:
    """The whole call that writes a file which was named where a format is, or by an option of other programs; "" for
    what is no file of a format, or where a command has none."""
    name, _, kind = file.rpartition(".")
    others, options = [word for word in arguments if word not in (option, file)], _names_of(ctx.command)
    if not name or kind not in _FORMATS or len(arguments) - len(others) != 2 or "--output" not in options:
        return ""
    if "--to" in options:
        return as_typed(*others, "--to", file)
    return f"{as_typed(*others, '-o', kind)} > {shlex.quote(file)}"


def _value_of(option: str, ctx: Any) -> str:
    """What stands for the value of an option."""
    return next((param.metavar for param in ctx.command.params if option in param.opts), None) or "VALUE"


def _put(word: str, wrong: str, ours: str) -> Sequence[str]:
    """A word of a call with our value for a wrong one, which a short option may have behind `=`: `-o=json`."""
    if wrong[:1] == "=" and word[2:] == wrong:
        return word[:2], ours
    return (ours if word == wrong else word,)


def _columns_of_names(wrong: str, ctx: Any, arguments: Sequence[str]) -> str:
    """The whole call that writes ids alone, where a command has them."""
    if getattr(ctx, "command_path", "") not in ("coopctl status", "coopctl goal list"):
        return ""
    others = (word for word in arguments if word not in (wrong, "-o", "--output", f"--output={wrong}"))
    return as_typed(*others, "--columns", "id", "--no-header")


def _names_for(call: str) -> str:
    """Who leaves out a goal or a figure may not know what it is called here."""
    if call.endswith(" FIGURE"):
        return "; `coopctl log` shows their keys"
    return "; `coopctl goal list` shows their names" if call.endswith(" GOAL") else ""


def _with_missing(trouble: Any, arguments: Sequence[str], today: date) -> str:
    """The whole call with the place of what is missing; "" where nothing is."""
    param = getattr(trouble, "param", None)
    if param is None or not type(trouble).__name__.startswith("Missing"):
        return ""
    option = param.opts[0] if param.opts[0].startswith("-") else ""
    before, names, said = _parts(trouble.ctx, arguments)
    most = len(_arguments(trouble.ctx))
    wanted = [*_required(trouble.ctx, param, {part[0] for part in said})]
    if option and len(names) > most:
        said.append([*_promised(trouble.ctx, param, said, " ".join(names[most:]), today), *wanted])
        return as_typed(*before, *names[:most], *chain.from_iterable(said))
    return " ".join(filter(None, (as_typed(*arguments), option, _place(param), *wanted)))


# What is promised and its year, with nothing between them: `3000 2028`.
_YEAR_ALONE = later(r"^(\S*[0-9]\S*) (20[0-9]{2})$")


def _promised(ctx: Any, missing: Any, said: Sequence[Sequence[str]], words: str, today: date) -> list[str]:
    """What is missing with the words that nobody gave an option: what is promised, where a command takes that."""
    if missing.metavar == "DATE" and not is_read(words, is_day(today)):
        return [missing.opts[0], _place(missing)]
    option, words = missing.opts[0], _YEAR_ALONE.sub(r"\1 by \2", words)
    if option != "--to" and "--to" in _names_of(ctx.command) - {part[0] for part in said}:
        return ["--to", words, option, _place(missing)]
    return [option, words]


def _required(ctx: Any, missing: Any, said: Collection[str]) -> Iterator[str]:
    """The other options without which a command is not called, each with the place of its value."""
    for param in ctx.command.params:
        if param.required and param is not missing and param.opts[0].startswith("--") and param.opts[0] not in said:
            yield from (param.opts[0], _place(param))


def _place(param: Any) -> str:
    """What stands for a value that is missing."""
    metavar: str = param.metavar or param.opts[0].upper()
    return metavar.replace("[:ID|TITLE]", ":TITLE").strip("[]{}").partition("|")[0]


def _with_quotes(message: str, ctx: Any, arguments: Sequence[str], today: date) -> str:
    """The whole call where more words stand than names are taken: several words in quotes, or again for each file."""
    if not message.startswith("Got unexpected extra argument"):
        return ""
    taken = _arguments(ctx)
    before, names, said = _parts(ctx, arguments)
    said = _joined(said)
    named = _options_in(_takers(ctx.command), names[len(taken) :])
    if _is_sentence(ctx, names, said, today):
        return as_typed(*before, " ".join(names), *chain.from_iterable(said))
    if named or not taken:
        words = [*before, *names[: len(taken)], *chain.from_iterable([*said, *named])]
        return as_typed(*words) if named else ""
    if taken[-1].metavar == "FIGURE":
        return as_typed("log", *names[:1])
    names, said = _goal_apart(ctx, _title_whole(ctx, names), said)
    first = names[: len(taken) - 1]
    given = _each(ctx, taken[-1].metavar or "", names[len(first) :])
    option = _lacking(ctx, names[len(first) :], said, today)
    if option:
        given, said = names[len(first) : len(taken)], [*_with_start(option, names[len(taken) :]), *said]
    return " && ".join(as_typed(*before, *first, one, *chain.from_iterable(said)) for one in given)


# Where a title ends that nobody quoted: behind a colon, or before a number, where no promise begins earlier.
_TITLED = (
    r"(?!(?:at|from|to|by|up|down|in|below|under|above|over|more|less|fewer|no|not|only|increase|reduce|raise|cut)\b)"
    r"[^:0-9$€£ ]+"
)
_TITLE_ENDS = later(rf"(?P<title>{_TITLED}(?: {_TITLED})+)(?:: | (?=[$€£]?[0-9]))(?P<rest>.+)", re.IGNORECASE)


def _title_whole(ctx: Any, names: list[str]) -> list[str]:
    """The words of a goal that is added, its title of several words as one: `Emergency fund 5000 by 2027`."""
    found = _TITLE_ENDS.fullmatch(" ".join(names)) if ctx.command_path == "coopctl goal add" else None
    return names if found is None or " " in "".join(names) else [found["title"], *found["rest"].split()]


def _goal_apart(ctx: Any, names: list[str], said: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Names and options, where a goal stands before a file that is of it: `import trade figures.csv`."""
    of_it = "--goal" in _takers(ctx.command) and ["." in name for name in names] == [False, True]
    return (names[1:], [["--goal", names[0]], *said]) if of_it else (names, said)


def _joined(said: Sequence[Sequence[str]]) -> list[list[str]]:
    """Options with all that stands behind each as one word."""
    return [[*part[:1], *filter(None, [" ".join(part[1:])])] for part in said]


def _options_in(takers: Collection[str], words: Sequence[str]) -> list[list[str]]:
    """Words as options that nobody gave their hyphens, each with what stands behind it, or behind a `by`: `owner Ana`,
    `sort by pace`; none where the first is no option."""
    said, rest = list[list[str]](), [*words]
    while rest:
        size, option = _first_option(takers, rest)
        if option and not _is_bare(said):
            said.append([option])
        elif not said:
            return []
        elif rest[0] != "by" or not _is_bare(said):
            said[-1].append(rest[0])
        del rest[:size]
    return [] if _is_bare(said) else [[part[0], " ".join(part[1:])] for part in said]


def _first_option(takers: Collection[str], words: Sequence[str]) -> tuple[int, str]:
    """How many of the first words are an option together, and which; 1 and "" where they are none."""
    pair = f"--{'-'.join(words[:2])}"
    return (2, pair) if pair in takers and len(words) > 1 else (1, _meant_of(words[0], takers))


def _is_bare(said: Sequence[Sequence[str]]) -> bool:
    """Whether the last option has nothing behind it."""
    return len(said[-1]) == 1 if said else False


def _meant_of(word: str, takers: Collection[str]) -> str:
    """The option that a word is without its hyphens; "" for none."""
    option = f"--{word}"
    ours = option if option in takers else _own_option(option, takers)
    return ours if ours in takers else ""


# What the second of several names is, where an option that a command has would say it.
_DAY = later(r"(?:19|20)[0-9]{2}(?:-(?:[0-9]{2}|[QHW][0-9]+))?(?:-[0-9]{2})?")
_VALUE = r"[$€£]?[0-9][\w.,]*%?"
_LACKING = (("--to", later(rf".* .*|.*\.(?:png|svg|txt)|{_VALUE}")), ("--on", _DAY))
# A page, which is of the goals that are named behind it.
_PAGE = later(r".*\.(?:html?|md)")


def _lacking(ctx: Any, given: Sequence[str], said: Sequence[Sequence[str]], today: date) -> str:
    """The option that is left out behind the first name, "" where none is.

    Of what was quoted it is `--to`, of a day `--as-of`, of goals behind a page `--match`.
    """
    names = given[1:]
    takes = _names_of(ctx.command) - {part[0] for part in said}
    if "--as-of" in takes and names and longest(names, is_day(today)) == len(names):
        return "--as-of"
    found = (option for option, words in _LACKING if option in takes and any(map(words.fullmatch, names)))
    return next(found, "--match" if "--match" in takes and _PAGE.fullmatch(given[0]) else "")


# Where it stands, and what is promised: `'$250 million' 'up 20% over the next two years'`.
_AMOUNT, _IN_IT = later(r"[-+]?[$€£]?[0-9].*"), later(r"(?!(?:19|20)[0-9]{2}$).*[0-9].*")


def _is_sentence(ctx: Any, words: Sequence[str], said: Sequence[Sequence[str]], today: date) -> bool:
    """Whether words state a goal to add together: its title is several of them, or all of it is to be done."""
    if getattr(ctx, "command_path", "") != "coopctl goal add" or any(part[0] in ("--to", "--from") for part in said):
        return False
    from coopctl.language.stated import stated
    from coopctl.language.wording import Wording
    from coopctl.plan.plan import Plan
    from coopctl.plan.terms import Measure

    sentence = " ".join(words)
    with suppress(CoopctlError):
        found = stated(sentence, lambda text: Wording(start="", goal=text, today=today, whole=True), Plan(title="Plan"))
        done = found is not None and found.said.promise.measure is Measure.TOTAL
        return found is not None and (done if found.title == sentence else found.title != words[0])
    return False


def _with_start(option: str, words: Sequence[str]) -> list[list[str]]:
    """An option with what was left without one, which may be a baseline and a target, each quoted."""
    if option == "--to" and len(words) == 2 and _AMOUNT.fullmatch(words[0]) and _IN_IT.fullmatch(words[1]):
        return [["--from", words[0]], [option, words[1]]]
    return [[option, " ".join(words)]]


def _arguments(ctx: Any) -> list[Any]:
    """What a command takes without an option; nothing where there is no command."""
    return [param for param in ctx.command.params if not param.opts[0].startswith("-")] if ctx else []


def _takers(command: Any) -> set[str]:
    """The options of a command that take a value."""
    return {name for param in command.params if getattr(param, "is_flag", None) is False for name in param.opts}


def _parts(ctx: Any, arguments: Sequence[str]) -> tuple[Sequence[str], list[str], list[list[str]]]:
    """The words of a call: the command, the names behind it, and each option with all words up to the next.

    Where no name stands before the options, it stands behind the value of the last.
    """
    path = ctx.command_path.split()[1:]
    start = next((at for at in range(len(arguments)) if list(arguments[at : at + len(path)]) == path), 0) + len(path)
    takers = _takers(ctx.command)
    names, said = list[str](), list[list[str]]()
    for word in arguments[start:]:
        if word.startswith("-") and not word[1:2].isdigit():
            said.append([word])
        else:
            (said[-1] if said and said[-1][0] in takers else names).append(word)
    if not names and said:
        names, said[-1] = said[-1][2:], said[-1][:2]
    return arguments[:start], names, said


def _each(ctx: Any, metavar: str, words: Sequence[str]) -> Sequence[str]:
    """Words as the names that they are: of a file or goal each, of a group after its kind, else one name of several
    words."""
    if metavar.startswith("KIND") and len(words) > 1 and ":" not in words[0]:
        return [f"{words[0]}:{' '.join(words[1:])}"]
    if metavar == "GOAL":
        whole, *each = (names_from(ctx.obj, word, titles_of) for word in (" ".join(words), *words))
        return [" ".join(words)] if whole or not all(each) else words
    return words if "FILE" in metavar and "TITLE" not in metavar else [" ".join(words)]


def _command_of(group: str, word: str) -> str:
    """The command that does what a word of other programs does, "" where no other is known.

    Behind what it is done to, the word may be our own: `add group`, `list goals`.
    """
    known = _COMMANDS.get(group, {}).items()
    return next((ours for ours, habits in known if word in habits.split() or f"{group} {word}" == ours), "")


def _own_option(said: str, options: Collection[str]) -> str:
    """What is written here for an option of other programs; "" where a command has nothing like it."""
    if said in options:
        return ""
    return next((ours for ours, habits in _OPTIONS if said in habits.split() and ours.split()[0] in options), "")


def _rewritten(arguments: Sequence[str], options: Collection[str]) -> str:
    """The whole call with the command's own options for those of other programs."""
    words: list[str] = []
    kind = ""
    for word in arguments:
        name, equals, value = word.partition("=")
        meant = _own_option(name, options) if word.startswith("-") else ""
        words += meant.split()
        # A group of which the option says the kind is named with it.
        kind = f"{name.strip('-')}:" if meant == "--group" else kind
        if equals or not meant:
            words.append(f"{kind}{value if meant else word}")
            kind = ""
    return as_typed(*words)
