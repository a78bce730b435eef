"""The commands and options of other programs, and those of ours that mean them."""

from collections.abc import Collection, Mapping, Sequence
from itertools import takewhile

from coopctl.errors import as_typed
from coopctl.values.patterns import later

# A command that is not known, within its group ("" for the program itself), and the one that does it.
_COMMANDS: Mapping[str, Mapping[str, str]] = {
    "": {
        "goal add": "add new create ajouter hinzufügen neu nouveau añadir agregar adicionar",
        "goal list": "list ls goals targets indicators dir kpis okrs liste lister listar ziele objectifs objetivos",
        "goal show": "show view get info describe open card anzeigen zeigen zeige afficher montrer voir mostrar ver",
        "goal edit": "edit change modify set-goal rename ren mv tag label assign annotate note comment",
        "goal remove": "delete remove rm del purge erase löschen entfernen supprimer effacer eliminar borrar",
        "goal baseline": "baseline rebase",
        "goal retarget": "retarget target extend move postpone reschedule defer delay shift",
        "goal archive": "archive pause stop close end abandon",
        "goal restore": "unarchive",
        "group list": "groups areas objectives sectors projects",
        "record": "set update correct fix revise amend log-figure enter measure track report-figure value tick done"
        " deposit finish complete achieve enregistrer saisir erfassen eintragen registrar",
        "retract": "withdraw unrecord",
        "undo": "revert rollback oops cancel back",
        "log": "history figures values entries journal records register reg",
        "log --changes": "changes audit who blame trail revisions",
        "status": "progress summary overview dashboard table st statut etat état stand balance bal"
        " scores results",
        "report": "briefing brief pdf print rapport informe bericht",
        "report page.html": "html page publish slides deck presentation web website site serve server",
        "watch": "tui live monitor screen",
        "help teams": "team teams users login account accounts",
        "report mail.html --email": "email mail send",
        "export": "exporter exportieren exportar",
        "export --ics": "schedule calendar ics ical agenda reminders",
        "demo": "example examples sample tour",
        "help goals": "tutorial quickstart guide getting-started intro introduction",
        "plan show": "plans",
        "due": "notify overdue remind reminder todo tasks next upcoming deadlines missing today",
        "check": "lint validate verify test ci",
        "diff": "compare delta since",
        "merge": "sync pull combine join",
        "import": "load read importer importieren importar",
        "chart": "plot graph draw burndown",
        "explain": "why forecast outlook",
        "checkin": "check-in",
        "backup": "save copy dump",
        "plan edit": "config configure settings preferences options",
        "--version": "version",
        "init": "start begin setup initialise initialize",
        "help methods": "methods rules statuses",
        "help": "man manual docs hilfe aide ayuda ajuda /? -?",
    },
    "goal": {
        "goal add": "new create make",
        "goal list": "ls all",
        "goal show": "view get info describe card",
        "goal edit": "set change modify update rename mv tag label assign annotate note comment",
        "goal remove": "delete rm del drop purge erase",
        "goal retarget": "target extend move postpone reschedule defer delay shift",
        "goal baseline": "rebase",
        "goal archive": "hide close pause stop end abandon cancel",
        "goal restore": "unarchive",
        "record": "record log measure done tick finish complete achieve",
        "status": "status progress",
        "explain": "explain",
        "chart": "chart",
    },
    "group": {"group add": "new create make edit rename", "group list": "ls show all",
              "group remove": "delete rm del drop"},
    "plan": {"init": "new create make start begin", "plan show": "view get list ls open",
             "plan edit": "set change update rename", "plan import": "add load read", "export": "export",
             "status": "status", "plan renew": "next renewal rollover continue copy"},
}  # fmt: skip
# What others call our goals and groups, before what is done to them: `task add`, `objective list`.
_NOUNS: Mapping[str, str] = {
    **dict.fromkeys("okr kr key-result kpi task target indicator promise".split(), "goal"),
    **dict.fromkeys("objective area sector theme pillar".split(), "group"),
}
# What shows something, and what is shown by the command of its name; what is done to the last figure is taken back.
_SHOWING = frozenset("show view get see list print open send make give generate create".split())
_ON_WORDS = {(True, name): name for name in ("status", "report", "log", "due", "chart", "diff")} | {
    (False, "last"): "undo"
}
# A word that changes one thing of a goal, and the option that says it.
_FIELDS = {
    **dict.fromkeys("rename ren mv".split(), "--title"),
    **dict.fromkeys("annotate note comment".split(), "--note"),
    "tag": "--tag", "label": "--tag", "assign": "--owner",
    **dict.fromkeys("extend move postpone reschedule defer delay shift".split(), "--by"),
}  # fmt: skip
# What is said here, in the order in which it is looked for, and the options of other programs that mean it.
OPTIONS: tuple[tuple[str, str], ...] = (
    ("-o json", "--json -j"),
    ("-o csv", "--csv"),
    ("-o md", "--markdown --md"),
    ("-o", "--format --type --as --out-format"),
    ("--on", "--date --when --for --day --period --at -d --time --month --year --week --quarter --as-of"),
    ("--as-of", "--date --when --day --at --on --today --until --year --month --quarter -d"),
    ("--until", "--as-of --on"),
    ("--known-at", "--as-of --known --on --date --until --recorded"),
    ("--columns", "--fields --cols --column --select"),
    ("--replaces", "--replace --revised --revises --correct --corrects --corrected --correction --overwrite --update"),
    ("--columns id --no-header", "--ids --names-only --ids-only"),
    ("--fail-on at-risk,off-track,missed,stale,no-data", "--strict"),
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
    ("--plain", "--accessible --screen-reader --sentences --simple --speak --text --a11y"),
    ("--exact", "--verbose -v --full --details --precise"),
    ("--long", "-l --all -a --full --wide --verbose -v --details"),
    ("--group-by", "--by --groupby --sections"),
    ("--all", "--archived --include-archived --with-archived --hidden"),
    ("--only", "--filter --status --state"),
    ("--fail-on", "--only --status --filter --state"),
    ("--provisional", "--estimate --estimated --preliminary --draft --interim"),
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


# What is done to goals alone, so that nobody need say to what: `add`, `list`, `show X`.
OF_GOALS = frozenset("add list show edit baseline retarget archive remove".split())


def with_goal(arguments: Sequence[str]) -> Sequence[str]:
    """The words of a call with the `goal` that was left out: `add 'Train 500 teachers by 2030'`, `list`; as they are
    where something else follows that this is done to, `list groups`."""
    at = next((place for place, word in enumerate(arguments) if word in OF_GOALS), None)
    if at is None or not _is_first(arguments[:at]):
        return arguments
    rest = arguments[at + 1 :]
    return arguments if rest and _done(arguments[at], rest)[0] else [*arguments[:at], "goal", *arguments[at:]]


# The options that stand before a command with a value.
_BEFORE = ("--file", "--lock-timeout")


def _is_first(words: Sequence[str]) -> bool:
    """Whether words are but the options that stand before a command."""
    behind = ("", *words)
    return all(word.startswith("-") or before in _BEFORE for before, word in zip(behind, words, strict=False))


# What other programs are told to speak in.
LANGUAGES = frozenset("--lang --language --locale --de --fr --es --it --pt --nl --german --french --spanish".split())


def instead(group: str, word: str, arguments: Sequence[str]) -> str:
    """What does here what a word of other programs does, or a goal and its figure alone; "" where nothing is known."""
    rest: Sequence[str] = arguments[arguments.index(word) + 1 :] if word in arguments else []
    place = next((one for one in (word, *rest[:1]) if one.endswith(".json")), "")
    if place and not group:
        return f"to look into a plan's file, write {as_typed('--file', place, 'status')}"
    meant, rest = _meant(group, word, rest)
    return f"it is `{_call(meant, word, rest)}` here{_help_of(meant)}" if meant else _alone(word, arguments)


def _meant(group: str, word: str, rest: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The command for a word, of which a figure's key may say to what it is done, and what stands behind it."""
    meant, rest = _done(word, rest) if rest and not group else ("", rest)
    meant = meant or _command_of(group, word)
    return "retract" if meant == "goal remove" and _KEY.fullmatch("".join(rest[:1])) else meant, rest


def _done(word: str, rest: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The command for a word and what it is done to, whichever stands first, and what stands behind them."""
    return _to_noun(word, rest) or _done_to(word, rest)


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


def _to_noun(word: str, rest: Sequence[str]) -> tuple[str, Sequence[str]] | None:
    """The command for what is done to goals or groups by another name of theirs, and what stands behind it."""
    part = _NOUNS.get(word, "")
    named = part and _command_of(part, rest[0])
    return (named, _of_kind(word, rest[1:]) if named == "group add" else rest[1:]) if named else None


def _of_kind(kind: str, rest: Sequence[str]) -> Sequence[str]:
    """The words behind a kind of group with the kind before its name."""
    return [f"{kind}:{rest[0]}", *rest[1:]] if rest else [f"{kind}:TITLE"]


def _alone(word: str, arguments: Sequence[str]) -> str:
    """What a call without a command does: a goal in a sentence, or a goal and its figure; "" for any other."""
    if " " in word and list(arguments) == [word]:
        return f"to add a goal, write {as_typed('goal', 'add', word)}"
    figure = list(arguments[:1]) == [word] and any(map(str.isdigit, "".join(arguments[1:2])))
    return f"to record a figure, write {as_typed('record', *arguments)}" if figure else ""


# A figure that corrects another names it, or it is added to that where figures add up.
_CORRECTING = frozenset(("record", word) for word in ("correct", "fix", "revise", "amend"))


def _call(meant: str, word: str, rest: Sequence[str]) -> str:
    """The call of a command with what stood behind the word for it, or behind what that was done to."""
    option, own = _FIELDS.get(word), 0 if meant == "plan edit" else 1
    if meant == "goal add":
        rest = _stated(rest)
    elif option and len(rest) > own and option not in rest:
        said = " ".join(rest[own:])
        rest = (
            *rest[:own],
            option,
            said if option != "--by" else _UNTIL.sub("", said) if _YEAR.search(said) else "DATE",
        )
    return f"{as_typed(*meant.split(), *rest)}{_missing(meant, word, rest)}"


def _missing(meant: str, word: str, rest: Sequence[str]) -> str:
    """The options that a call needs beside what was said, each with the place of its value."""
    if (meant, word) in _CORRECTING and "--replaces" not in rest:
        return " --replaces FIGURE"
    return " --why TEXT" if "--by" in rest and "--why" not in rest else ""


def _stated(rest: Sequence[str]) -> Sequence[str]:
    """The words behind a goal to add as they are taken: what is promised in one, behind a title that was quoted."""
    said = [*takewhile(lambda word: not word.startswith("-"), rest)]
    if len(said) < 2 or "--to" in rest:
        return rest
    quoted = " " in said[0]
    return [*([said[0], "--to", " ".join(said[1:])] if quoted else [" ".join(said)]), *rest[len(said) :]]


# The key of a figure, as the log shows it.
_KEY = later(r"(?=.*[0-9])[0-9a-f]{8,16}|r[0-9a-f]{7}")
# What people write before the day to which something is moved.
_UNTIL, _YEAR = later(r"^(?:by|to|until|till) "), later(r"\b20[0-9]{2}\b")


def _help_of(command: str) -> str:
    return "" if command.startswith(("-", "help ")) else f"; see `coopctl {command} --help`"


def _command_of(group: str, word: str) -> str:
    """The command that does what a word of other programs does, "" where no other is known.

    Behind what it is done to, the word may be our own: `add group`, `list goals`.
    """
    known = _COMMANDS.get(group, {}).items()
    return next((ours for ours, habits in known if word in habits.split() or f"{group} {word}" == ours), "")


def own_option(said: str, options: Collection[str]) -> str:
    """What is written here for an option of other programs; "" where a command has nothing like it."""
    if said in options:
        return ""
    return next((ours for ours, habits in OPTIONS if said in habits.split() and ours.split()[0] in options), "")
