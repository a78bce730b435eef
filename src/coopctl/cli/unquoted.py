"""A call that lacks an option, a value or quotes, as what it may have been meant to be."""

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import chain
from typing import Any

from coopctl.cli.asking import names_from, titles_of
from coopctl.cli.days import is_day, is_read, longest
from coopctl.cli.foreign import own_option
from coopctl.cli.takes import arguments_of, names_of, takers_of
from coopctl.errors import CoopctlError, as_typed
from coopctl.values.patterns import later


def with_missing(trouble: Any, arguments: Sequence[str], today: date) -> str:
    """The whole call with the place of what is missing; "" where nothing is."""
    param = getattr(trouble, "param", None)
    if param is None or not type(trouble).__name__.startswith("Missing"):
        return ""
    option = param.opts[0] if param.opts[0].startswith("-") else ""
    before, names, said = _parts(trouble.ctx, arguments)
    most = len(arguments_of(trouble.ctx))
    wanted = [*_required(trouble.ctx, param, {part[0] for part in said})]
    if option and len(names) > most:
        said.append([*_promised(trouble.ctx, param, said, " ".join(names[most:]), today), *wanted])
        return as_typed(*before, *names[:most], *chain.from_iterable(said))
    whole = max(map(len, said), default=0) < 3
    words = arguments if whole else [*before, *names, *chain.from_iterable(_joined(said))]
    return " ".join(filter(None, (as_typed(*words), option, _piped(trouble.ctx, param) or _place(param), *wanted)))


def _piped(ctx: Any, missing: Any) -> str:
    """The `-` for what may come by a pipe, and does; "" for anything else."""
    from coopctl.cli.streams import is_pipe

    takes = f"{missing.metavar}".endswith("|-") or (ctx.command_path, missing.metavar) == ("coopctl record", "GOAL")
    return "-" if takes and is_pipe(ctx.obj.stdin) else ""


# What is promised and its year, with nothing between them: `3000 2028`.
_YEAR_ALONE = later(r"^(\S*[0-9]\S*) (20[0-9]{2})$")


def _promised(ctx: Any, missing: Any, said: Sequence[Sequence[str]], words: str, today: date) -> list[str]:
    """What is missing with the words that nobody gave an option: what is promised, where a command takes that."""
    if missing.metavar == "DATE" and not is_read(words, is_day(today)):
        return [missing.opts[0], _place(missing)]
    option, words = missing.opts[0], _YEAR_ALONE.sub(r"\1 by \2", words)
    if option != "--to" and "--to" in names_of(ctx.command) - {part[0] for part in said}:
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


def with_quotes(message: str, ctx: Any, arguments: Sequence[str], today: date) -> str:
    """The whole call where more words stand than names are taken: several words in quotes, or again for each file."""
    if not message.startswith("Got unexpected extra argument"):
        return ""
    taken = arguments_of(ctx)
    before, names, said = _parts(ctx, arguments)
    said = _joined(said)
    named = options_in(takers_of(ctx.command), names[len(taken) :])
    whole = _of_one(ctx, names, said, today)
    if whole:
        return as_typed(*(before if whole[0] != "record" else ()), *whole, *chain.from_iterable(said))
    if named or not taken:
        words = [*before, *names[: len(taken)], *chain.from_iterable([*said, *named])]
        return as_typed(*words) if named else ""
    if taken[-1].metavar == "FIGURE":
        return as_typed("log", *names[:1])
    metavar = taken[-1].metavar or ""
    names, said = _goal_apart(ctx, _title_whole(ctx, _files(ctx, metavar, names)), said)
    first = names[: len(taken) - 1]
    given = _each(ctx, metavar, names[len(first) :])
    option = _lacking(ctx, names[len(first) :], said, today)
    if option:
        given, said = names[len(first) : len(taken)], [*_with_start(option, names[len(taken) :]), *said]
    return _calls(before, first, given, said)


def _calls(before: Sequence[str], first: Sequence[str], given: Sequence[str], said: Sequence[Sequence[str]]) -> str:
    """The call again for each of what was given."""
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
    whole = found is None or " " in "".join(names) or found["title"].rpartition(" ")[2].lower() in _FROM
    return names if whole or found is None else [found["title"], *found["rest"].split()]


# Where a promise begins in other languages: `Exporte von 40 auf 60`.
_FROM = frozenset("von um de desde da di van à auf bis".split())


def _of_one(ctx: Any, names: Sequence[str], said: Sequence[Sequence[str]], today: date) -> list[str]:
    """Names as the one goal or group that they are of: a sentence, a value of one that is there, or a title."""
    if _is_sentence(ctx, names, said, today):
        return [" ".join(names)]
    if _is_there(ctx, names, said):
        return ["record", *names]
    return [names[0], "--title", *names[1:]] if _is_titled(ctx, names) else []


def _is_there(ctx: Any, names: Sequence[str], said: Sequence[Sequence[str]]) -> bool:
    """Whether a goal to add is there already, and a value alone stands behind its id."""
    if ctx.command_path != "coopctl goal add" or said or len(names) != 2 or not _AMOUNT.fullmatch(names[1]):
        return False
    return names[0] in names_from(ctx.obj, names[0], titles_of)


def _is_titled(ctx: Any, names: Sequence[str]) -> bool:
    """Whether a group has its title quoted behind it: `objective:delight 'Delight customers'`."""
    return ctx.command_path == "coopctl group add" and ":" in names[0] and len(names) == 2 and " " in names[1]


def _files(ctx: Any, metavar: str, names: list[str]) -> list[str]:
    """Names of files whose spaces nobody quoted as they are meant: each ends with its ending, `Log frame v3.xlsx`."""
    if "FILE" not in metavar or "TITLE" in metavar or "." not in names[-1]:
        return names
    files = [""]
    for name in names:
        files[-1] = f"{files[-1]} {name}".strip()
        files += [""] if _ENDED.fullmatch(name) else []
    whole = [file for file in files if file]
    # A goal may stand before its file.
    return names if len(names) == 2 and not (ctx.obj.folder / whole[0]).exists() else whole


# How the name of a file ends.
_ENDED = later(r".*\.(?:csv|tsv|txt|xlsx?|ods|docx?|md|pdf|jsonl?|xml|html?|toml|ya?ml)", re.IGNORECASE)


def _goal_apart(ctx: Any, names: list[str], said: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Names and options, where a goal stands before a file that is of it: `import trade figures.csv`."""
    of_it = "--goal" in takers_of(ctx.command) and ["." in name for name in names] == [False, True]
    return (names[1:], [["--goal", names[0]], *said]) if of_it else (names, said)


def _joined(said: Sequence[Sequence[str]]) -> list[list[str]]:
    """Options with all that stands behind each as one word."""
    return [[*part[:1], *filter(None, [" ".join(part[1:])])] for part in said]


def options_in(takers: Collection[str], words: Sequence[str]) -> list[list[str]]:
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
    return [] if _is_bare(said) or _is_title(said) else [[part[0], " ".join(part[1:])] for part in said]


def _is_title(said: Sequence[Sequence[str]]) -> bool:
    """Whether an option is the word `plan` of a title, for a file has a point in its name."""
    return any(part[0] == "--file" and "." not in "".join(part[1:]) for part in said)


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
    ours = option if option in takers else own_option(option, takers)
    return ours if ours in takers else ""


# What the second of several names is, where an option that a command has would say it.
DAY = later(r"(?:19|20)[0-9]{2}(?:-(?:[0-9]{2}|[QHW][0-9]+))?(?:-[0-9]{2})?")
_VALUE = r"[$€£]?[0-9][\w.,]*%?"
# A picture that is not drawn is one as PNG.
_UNDRAWN = later(r"(?P<name>.+)\.(?:pdf|jpe?g|gif|webp|tiff?)", re.IGNORECASE)
_LACKING = (("--to", later(rf".* .*|(?i:.*\.(?:png|svg|txt)|{_UNDRAWN.pattern})|{_VALUE}")), ("--on", DAY))
# A page, which is of the goals that are named behind it.
_PAGE = later(r".*\.(?:html?|md)")


def _lacking(ctx: Any, given: Sequence[str], said: Sequence[Sequence[str]], today: date) -> str:
    """The option that is left out behind the first name, "" where none is.

    Of what was quoted it is `--to`, of a day `--as-of`, of goals behind a page `--match`.
    """
    names = given[1:]
    takes = names_of(ctx.command) - {part[0] for part in said}
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
    return [[option, _UNDRAWN.sub(r"\g<name>.png", " ".join(words))]]


def _parts(ctx: Any, arguments: Sequence[str]) -> tuple[Sequence[str], list[str], list[list[str]]]:
    """The words of a call: the command, the names behind it, and each option with all words up to the next.

    Where no name stands before the options, it stands behind the value of the last.
    """
    path = ctx.command_path.split()[1:]
    start = next((at for at in range(len(arguments)) if list(arguments[at : at + len(path)]) == path), 0) + len(path)
    takers = takers_of(ctx.command)
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
