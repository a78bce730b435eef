"""What people type from the habit of other programs, and what is typed here instead: the hints to usage errors."""

import re
import shlex
from collections.abc import Callable, Collection, Sequence
from datetime import date
from itertools import chain, takewhile
from typing import Any, NamedTuple

from coopctl.cli.asking import names_from
from coopctl.cli.days import is_day, longest
from coopctl.cli.foreign import LANGUAGES, OPTIONS, instead, own_option
from coopctl.cli.kinds import as_file, file_of
from coopctl.cli.takes import arguments_of, names_of, takers_of
from coopctl.cli.unquoted import DAY, options_in, with_missing, with_quotes
from coopctl.errors import CoopctlError, NoAmount, NoDay, UnsureComma, as_typed
from coopctl.values.patterns import later


class _Elsewhere(NamedTuple):
    """The call for what an option means elsewhere, with the value that stands behind it, and without one."""

    call: str
    alone: str


_DIFFERENCES = _Elsewhere("coopctl diff --since {}", "coopctl diff --since DATE")
# Who owns a goal is not who recorded its figures.
_WITH_WHO = "coopctl log --columns figure,goal,for,value,who,recorded"
_FIGURES_OF = _Elsewhere(f"{_WITH_WHO} | grep {{}}", _WITH_WHO)
_FIRST = _Elsewhere("coopctl status | head -n {}", "coopctl status | head")
_ALL_OF_IT = _Elsewhere("coopctl log", "coopctl log")
_AGAIN = _Elsewhere("coopctl watch", "coopctl watch")
# What one command does with an option that another of ours has.
_ELSEWHERE = {
    "coopctl log": {
        **dict.fromkeys(("--all", "--retracted", "--withdrawn", "--deleted", "--history"), _ALL_OF_IT),
        **dict.fromkeys(("--since", "--after", "--from"), _DIFFERENCES),
        **dict.fromkeys(("--who", "--by", "--user", "--author", "--recorder"), _FIGURES_OF),
    },
    "coopctl status": {
        **dict.fromkeys(("--limit", "--top", "--head", "-n"), _FIRST),
        **dict.fromkeys(("--watch", "--live", "--follow", "--refresh"), _AGAIN),
    },
}
# How many are listed, as `head` and `git log` are told: `-5`.
_SO_MANY = later(r"-(?P<number>[1-9][0-9]*)")
# What is read is named without an option; ours of this name is the file of the plan.
_OF_A_FILE = later(r"\[?(?:FILE|FROM|BACKUP|OTHER|TO\.)")
_READ_FROM = ("-f", "--input", "--path", "--in")

# The options of other programs for the file that is written.
_WRITTEN_TO = ("-o", "--output", "--out", "--to", "--output-file", "--save")
# What `-f` is of where a format stands behind it.
_FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")
_PICTURES = ("svg", "png")
# The page that is written where only its format is said.
_PAGES = {**dict.fromkeys(("html", "htm", "pdf", "docx", "word"), "page.html"), "md": "page.md", "markdown": "page.md"}
# What is done here unless another place is named.
_NEEDLESS = frozenset(
    "--print --stdout --console --yes -y --force --open --browser --view --one-page --single --pretty".split()
)
# What the environment says here, and the options of other programs that mean it.
_VARIABLES = {
    "NO_COLOR=1": "--no-color --no-colour --nocolor --mono --monochrome",
    "FORCE_COLOR=1": "--color --colour --force-color",
}


# What Typer says of a line that it refuses, and the same in our words.
_PLAINLY = (
    (later(r"No such command '(.*)'\."), r"there is no command '\1'"),
    (later(r"No such command '(.*)'\. Did you mean (.*)\?"), r"there is no command '\1'; did you mean \2?"),
    # Those that it finds possible have but a few letters in common with it.
    (later(r"No such option: (\S+)(?: .*)?"), r"there is no option \1"),
    (later(r"Missing (?:argument|option) '([^']*)'(?: / '[^']*')*\."), r"\1 is missing"),
    (later(r"Missing (?:argument|option) '([^']*)'(?: / '[^']*')*\. Choose from: (.*)"), r"\1 is missing, one of \2"),
    (later(r"Option '([^']*)' requires an argument\."), r"\1 needs a value"),
    (later(r"Got unexpected extra argument(?:\(s\)|s)? \((.*)\)"), r"'\1' is more than is taken here"),
)


def explanation(trouble: Any, arguments: Sequence[str], today: date) -> tuple[str, str]:
    """What a usage error says, and what to type instead: the whole call where one option is another here."""
    message, hint = _explained(trouble, arguments, today)
    found = ((form.fullmatch(message), ours) for form, ours in _PLAINLY)
    return next((match.expand(ours) for match, ours in found if match), message), hint


def _explained(trouble: Any, arguments: Sequence[str], today: date) -> tuple[str, str]:
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
            return f"there is no option {unknown}{_why(unknown)}", f"write {call}{_names_for(call)}"
    elif message.startswith("No such command"):
        return _unknown(message, ctx, arguments)
    else:
        call = (
            with_missing(trouble, arguments, today)
            or with_quotes(message, ctx, arguments, today)
            or _otherwise(message, ctx, arguments)
        )
        if call:
            return message, f"write {call}{_names_for(call)}"
    return message, f"see `{path} --help`"


def _why(unknown: str) -> str:
    """Why there is no option that other programs have, where that is to be said."""
    return ": what coopctl says is in English, and your words stay as they are" if unknown in LANGUAGES else ""


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
    call = word.lower() not in known and instead(path.removeprefix("coopctl").strip(), word, arguments)
    if call:
        return f"No such command {word!r}.", call
    begun = [name for name in known if name.startswith(word.lower())]
    if len(begun) == 1 and word in arguments:
        return f"No such command {word!r}.", _with_command(begun[0], word, arguments)
    near = message.partition("Did you mean '")[2].partition("'")[0]
    return message, _near(near, word, arguments) or f"see `{path} --help`"


def _with_groups(ctx: Any, arguments: Sequence[str]) -> list[str]:
    """The words of a call with the whole names of the groups that are named in it."""
    named = [names_from(ctx.obj, word, lambda plan: {one.ref: one.title for one in plan.groups}) for word in arguments]
    return [found[0] if len(found) == 1 else word for found, word in zip(named, arguments, strict=True)]


# A slip of the fingers leaves so much of a word, two letters that change places among them.
_ALIKE = 0.75


def _near(near: str, word: str, arguments: Sequence[str]) -> str:
    """The whole call with the command that a word is a slip for; "" where that is not so near."""
    return "" if word not in arguments or _alike(word.lower(), near) < _ALIKE else _with_command(near, word, arguments)


def _with_command(name: str, word: str, arguments: Sequence[str]) -> str:
    """The whole call with a command in the place of a word."""
    at = arguments.index(word)
    return f"write {as_typed(*arguments[:at], name, *arguments[at + 1 :])}"


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
    options, takers, words = names_of(command), takers_of(command), list[str]()
    for word in arguments:
        words += [word] if _takes(words, takers, options) else _as_option(word, options) or [word]
    return "" if words == [*arguments] else _rewritten(words, options)


def _takes(words: Sequence[str], takers: Collection[str], options: Collection[str]) -> bool:
    """Whether the last word is an option that has its value behind it, or that of another program, which may have."""
    last = words[-1] if words else ""
    return last in takers or (last.startswith("--") and "=" not in last and last not in options)


def _as_option(word: str, options: Collection[str]) -> list[str]:
    """An option that is written in another way, with the value that is in one word with it; nothing for other words."""
    found = _OTHERWISE.fullmatch(word)
    if found is None or _PLAIN.match(word):
        return []
    option = "--tag" if found["tag"] else f"--{(found['name'] or found['key']).lower()}"
    known = option in options or own_option(option, options)
    return [option, *filter(None, [found["tag"] or found["value"] or found["of"]])] if known else []


def anew(group: Any, arguments: Sequence[str], word: str, meant: Sequence[str]) -> str:
    """The whole call with other words for the last that is this one; "" where its command has no such option."""
    options = names_of(_command(group, arguments))
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
    """The whole call where a word is a day, or one of its words: `status last month`; or an option that nobody gave its
    hyphens: `status sort by deadline`.  "" where it is neither."""
    led = led_day(root, arguments, word, today)
    if led:
        return led
    at = _start_of_day(arguments, word, today)
    words = _plain(arguments[at:])
    size = longest(words, is_day(today))
    if not size and not any(f"--{word}" in (ours, *habits.split()) for ours, habits in OPTIONS):
        return ""
    command = _command(root(), arguments)
    said = [["--as-of", " ".join(words[:size])]] if size else options_in(takers_of(command), words)
    rest = arguments[at + (size or len(words)) :]
    whole = as_typed(*arguments[:at], *rest, *chain.from_iterable(said))
    return f"write {whole}" if _is_new({part[0] for part in said}, command, arguments) else ""


# What people write before the day from which they look, and the option that says it.
_LEADS = (("as known in", "as known on", "as known at", "as known by", "known in", "known on", "known at", "known by"),
          "--known-at"), (("as of", "as at", "on", "at", "for", "in"), "--as-of")  # fmt: skip


def led_day(root: Callable[[], Any], arguments: Sequence[str], word: str, today: date) -> str:
    """The whole call where a word is the first of those before a day, `as of March 2025`; "" for any other."""
    at = max((place for place, given in enumerate(arguments) if given == word), default=len(arguments))
    words = _plain(arguments[at:])
    for lead, option in ((lead.split(), option) for leads, option in _LEADS for lead in leads):
        size = longest(words[len(lead) :], is_day(today)) if words[: len(lead)] == lead else 0
        if size and _is_new({option}, _command(root(), arguments), arguments):
            end = at + len(lead) + size
            day = " ".join(words[len(lead) : len(lead) + size])
            return f"write {as_typed(*arguments[:at], *arguments[end:], option, day)}"
    return ""


def _start_of_day(arguments: Sequence[str], word: str, today: date) -> int:
    """Where a word stands, or the first of the day that it is of: of `1 year ago` the 1 may be taken for a goal."""
    at = max((place for place, given in enumerate(arguments) if given == word), default=len(arguments))
    before = range(max(at - 2, 1), at)
    return next((one for one in before if longest(_plain(arguments[one:]), is_day(today)) > at - one), at)


def _is_new(options: Collection[str], command: Any, arguments: Sequence[str]) -> bool:
    """Whether there are options, which a command has, and that were not given."""
    return bool(options) and names_of(command).issuperset(options) and not {*options} & {*arguments}


def _plain(words: Sequence[str]) -> list[str]:
    """The words up to the first option."""
    return [*takewhile(lambda word: not word.startswith("-"), words)]


def _command(group: Any, arguments: Sequence[str]) -> Any:
    """The command that is called."""
    for name in arguments:
        group = group.get_command(None, name) if name in getattr(group, "modules", ()) else group
    return group


def _for_option(unknown: str, ctx: Any, arguments: Sequence[str]) -> str:
    """The whole call with what is written here for an option of other programs; "" where nothing is."""
    unknown, arguments = _more_plainly(unknown, ctx, arguments)
    options, behind = names_of(ctx.command) if ctx else set(), _behind(unknown, arguments)
    elsewhere = _elsewhere(unknown, ctx, behind, arguments)
    if elsewhere:
        return elsewhere
    unnamed = _unnamed(ctx, behind) - (options - {unknown})
    if unknown in unnamed and (unknown in _READ_FROM or not own_option(unknown, options)):
        return as_typed(*(word for word in arguments if word not in unnamed))
    own = own_option(unknown, options)
    arguments = _with_place(unknown, own, ctx, arguments)
    return _in_own_words(unknown, own, arguments, options) if own else _by_another_way(unknown, ctx, arguments)


def _by_another_way(unknown: str, ctx: Any, arguments: Sequence[str]) -> str:
    """The whole call for an option that has no other name here: by a variable, into a file, or without its slip."""
    by_variable = _by_variable(unknown, arguments)
    if by_variable or not ctx:
        return by_variable
    behind = _behind(unknown, arguments)
    return (
        (_into_file(behind, unknown, ctx, arguments) if unknown in _WRITTEN_TO else "")
        or as_file(unknown, ctx.command_path, arguments)
        or _in_one(unknown, behind, ctx, arguments)
        or _taken_off(unknown, ctx, arguments)
        or _near_option(unknown, ctx, arguments)
    )


def _in_one(unknown: str, behind: str, ctx: Any, arguments: Sequence[str]) -> str:
    """The whole call with an option that is one with what stands behind it, `--decimal comma`; "" for any other."""
    option = f"{unknown}-{behind}"
    if option not in names_of(ctx.command) - takers_of(ctx.command):
        return ""
    return as_typed(*_without(unknown, behind, arguments), option)


def _without(unknown: str, behind: str, arguments: Sequence[str]) -> list[str]:
    """The words of a call without an option and its value."""
    at = next(place for place, word in enumerate(arguments) if word.partition("=")[0] == unknown)
    alone = "=" in arguments[at] or not behind
    return [*arguments[:at], *arguments[at + (1 if alone else 2) :]]


def _with_place(unknown: str, own: str, ctx: Any, arguments: Sequence[str]) -> list[str]:
    """The words of a call with what stands for the value that an option takes, and that nobody gave it."""
    if own in ("", "--group") or _behind(unknown, arguments) or own not in takers_of(ctx.command):
        return [*arguments]
    place = _value_of(own, ctx).partition("|")[0].partition(",")[0]
    return [*chain.from_iterable((word, place) if word == unknown else (word,) for word in arguments)]


# How other programs begin an option that empties what another sets.
_OFF = later(r"--(?:no-|not-|remove-|without-|clear-|unset-|un|delete-|drop-)(?P<what>owner|note|source|tag|group)s?")


def _taken_off(unknown: str, ctx: Any, arguments: Sequence[str]) -> str:
    """The whole call that takes off what an option of other programs does, `--no-owner`, `--remove-tag a`; "" for any
    other."""
    found = _OFF.fullmatch(unknown)
    option = f"--{found['what']}" if found else ""
    if option not in takers_of(ctx.command):
        return ""
    quoted = _behind(unknown, arguments)
    named = shlex.split(quoted)[0] if quoted else ""
    rest = [word for word in arguments if word.partition("=")[0] != unknown and (not named or word != named)]
    kept = _kept(ctx, rest, option, named) if named else []
    return as_typed(*rest, option, "", *chain.from_iterable((option, one) for one in kept))


def _kept(ctx: Any, arguments: Sequence[str], option: str, named: str) -> list[str]:
    """The groups or tags that a goal keeps where one is taken off."""
    goal = arguments[len(ctx.command_path.split()) - 1]
    has = names_from(ctx.obj, "", lambda plan: dict.fromkeys(getattr(plan.goal(goal), f"{option[2:]}s", ()), ""))
    return [one for one in has if named not in (one, one.partition(":")[2])]


def _near_option(unknown: str, ctx: Any, arguments: Sequence[str]) -> str:
    """The whole call with the option for which one is a slip, and that takes a value where one stands behind it."""
    fits = names_of(ctx.command) - (set() if _behind(unknown, arguments) else takers_of(ctx.command))
    near = max(sorted(fits), key=lambda name: _alike(unknown.strip("-"), name.strip("-")))
    if unknown.strip("-")[:1] != near.strip("-")[:1] or _alike(unknown.strip("-"), near.strip("-")) < _ALIKE:
        return ""
    return as_typed(
        *(f"{near}{word.removeprefix(unknown)}" if word.partition("=")[0] == unknown else word for word in arguments)
    )


def _elsewhere(unknown: str, ctx: Any, behind: str, arguments: Sequence[str]) -> str:
    """The call that does what an option with its value means elsewhere, with what else was said; "" where none does.

    What another command takes is the plan's file alone.
    """
    path = getattr(ctx, "command_path", "")
    found = _ELSEWHERE.get(path, {}).get(unknown)
    if found is None:
        return as_typed(*_without(unknown, behind, arguments)) if unknown in LANGUAGES else ""
    call, pipe, behind_it = (found.call.format(behind) if behind else found.alone).partition(" | ")
    rest = [word for word in _without(unknown, behind, arguments) if word not in path.split()]
    if not call.startswith((path, _AGAIN.call)):
        rest = [*file_of(rest)]
    return f"{' '.join([call, *map(shlex.quote, rest)])}{pipe}{behind_it}"


# What is written in a format, named without an option.
_FILE = later(r"[^-].*\.(?:csv|tsv|jsonl?|xlsx|md|xml|ics)")


def _in_own_words(unknown: str, own: str, arguments: Sequence[str], options: Collection[str]) -> str:
    """The call with the command's own options; with the one for a day where nobody's name stands behind `--by`."""
    behind = _behind(unknown, arguments)
    if own == "--group" and not behind:
        return _by_kind(unknown, arguments, options)
    if own not in ("--who", "--group-by") or not DAY.fullmatch(behind):
        return _rewritten(_with_file(own, arguments, options), options)
    day = next((one for one in ("--on", "--as-of") if one in options), "")
    return day and as_typed(*(day if word == unknown else word for word in arguments))


def _by_kind(unknown: str, arguments: Sequence[str], options: Collection[str]) -> str:
    """The call for the groups of a kind of which none is named, `--objective`; "" where no kind is."""
    kind = unknown.removeprefix("--")
    whole = chain.from_iterable(("--group-by", kind) if word == unknown else (word,) for word in arguments)
    return as_typed(*whole) if "--group-by" in options and not kind.startswith("section") else ""


def _with_file(own: str, arguments: Sequence[str], options: Collection[str]) -> Sequence[str]:
    """The words of a call with the option for the file that is written, where its format has one of another program."""
    if own != "-o" or "--to" in arguments or "--to" not in options:
        return arguments
    return [*chain.from_iterable(("--to", word) if _FILE.fullmatch(word) else (word,) for word in arguments)]


def _of_a_format(unknown: str, arguments: Sequence[str]) -> tuple[str, Sequence[str]]:
    """An option and its call, with `--format` for an `-f` that has a format behind it."""
    if unknown == "-f" and _behind(unknown, arguments) in _FORMATS:
        return "--format", ["--format" if word == "-f" else word for word in arguments]
    return unknown, arguments


def _more_plainly(unknown: str, ctx: Any, arguments: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The option and the call, with what says more plainly what stands behind it, or within it."""
    found = _of_a_page(unknown, ctx, arguments) or _of_a_number(unknown, ctx, arguments)
    return found or _of_a_format(unknown, arguments)


def _of_a_number(unknown: str, ctx: Any, arguments: Sequence[str]) -> tuple[str, Sequence[str]] | None:
    """The option for how many and the call, where the number alone has a hyphen, `log -5`; None elsewhere."""
    given = next((word for word in arguments if word.startswith(unknown) and _SO_MANY.fullmatch(word)), "")
    if not ctx or not given:
        return None
    name = "--limit"
    return name, [*chain.from_iterable((name, word[1:]) if word == given else (word,) for word in arguments)]


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
    return any(".html" in (param.metavar or "") for param in arguments_of(ctx))


def _unnamed(ctx: Any, value: str) -> set[str]:
    """The options of other programs for what is named here without one, a file that is written among them."""
    taken = arguments_of(ctx)
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
    option = "-o" if "-o" in arguments else "--output"
    page = as_file(wrong, ctx.command_path, [word for word in arguments if word != option])
    return page or _into_file(value, option, ctx, arguments)


def _into_file(file: str, option: str, ctx: Any, arguments: Sequence[str]) -> str:
    """The whole call that writes a file which was named where a format is, or by an option of other programs; "" for
    what is no file of a format, or where a command has none."""
    name, _, kind = file.rpartition(".")
    kind = kind.lower()
    others, options = [word for word in arguments if word not in (option, file)], names_of(ctx.command)
    written = name and kind in (*_FORMATS, *_PICTURES) and len(arguments) - len(others) == 2 and "--output" in options
    if not written or (kind in _PICTURES and ctx.command_path != "coopctl chart"):
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


def _rewritten(arguments: Sequence[str], options: Collection[str]) -> str:
    """The whole call with the command's own options for those of other programs."""
    words: list[str] = []
    kind = ""
    for word in arguments:
        name, equals, value = word.partition("=")
        meant = own_option(name, options) if word.startswith("-") else ""
        words += meant.split()
        # A group of which the option says the kind is named with it.
        kind = f"{name.strip('-')}:" if meant == "--group" else kind
        if equals or not meant:
            words.append(f"{kind}{value if meant else word}")
            kind = ""
    return as_typed(*words)
