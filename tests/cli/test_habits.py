"""Words from the habit of other programs: every hint is a call that works, or the help of a command that is there."""

import json
import re
import shlex
from pathlib import Path

import pytest

from coopctl.cli.app import COMMANDS, PARTS
from coopctl.cli.commands.goal import group as goals
from coopctl.cli.commands.group import group as groups
from coopctl.cli.commands.plan import group as plans
from coopctl.cli.foreign import _COMMANDS, OPTIONS
from coopctl.cli.lazy import load
from coopctl.cli.root import root
from coopctl.output import Terminal
from coopctl.output.formats.calls import CALL
from running import Program


def _hint(program: Program, *arguments: str) -> str:
    result = program.run(*arguments)
    assert result.code in (1, 2), arguments
    assert result.err.count("\n") == 2, result.err
    return result.err.splitlines()[1].removeprefix("hint: ")


@pytest.mark.parametrize(
    "call",
    [
        "record trade 262M --date 2025-06-01",
        "record trade 262M --date=2025-06-01",
        "record trade 262M -m 'from customs'",
        "record trade 262M --message 'from customs' --when 2025-06-01",
        "record 262M trade-v",
        "explain trade volume",
        "explain trade volume -o json",
        "goal show trade volume",
        "goal add Student exchange visits --to '5 a year by 2030'",
        "status --json",
        "status --format csv",
        "log -n 3 --json",
        "explain trade-v --date 2025-06-01",
        "export --format json",
        "goal add Visits --target '20 visits by 2030' --baseline '5 visits'",
        "goal add Visits --reach '20 visits' --start '5 visits' --deadline 2030",
        "goal retarget trade-v --target '$400 million by 2027' --reason 'a new treaty'",
        "goal retarget trade-v '$400 million by 2027' --why 'a new treaty'",
        "explain trade-v 2025-06-01",
        "export status",
        "status --by area",
        "group add objective 'Delight customers'",
        "group add objective Delight customers",
        "export figures.csv",
        "chart trade-v trade.svg",
        "goal add Visas issued --from 3000 --to 5000 by 2030",
        "goal add --to 5000 by 2030 --from 3000 Visas",
        "goal add Coffee 'at most 50 a week'",
        "goal add Coffee at most 50 a week",
        "goal baseline trade-v 245 million USD",
        "status 'ministry of trade'",
        "status field -o csv",
        "status mining",
        "status economic -o csv",
        "status off-track --as-of 2026-01-01",
        "status bad",
        "goal list bad",
        "due late",
        "status --only bad",
        "status --only late,stale",
        "status --bad",
        "status --objective economic",
        "status --objective=economic -o json",
        "goal add Jobs --from 5 --to '9 by 2030' --objective 'Economic growth'",
        "status --year 2025",
        "log --as-of 2030-01-01",
        "diff --from 2025-03-31 --to 2025-06-30",
        "diff --as-of 2025-06-30",
        "due --next 30d",
        "record trade-v 263M --confidence 7/10",
        "status -owner 'Ministry of Trade' --all",
        "explain trade-v method all",
        "goal edit trade-v owner Ana Bold",
        "goal archive trade-v because it is done",
        "plan edit title Partners",
        "goal add Jobs 500",
        "goal baseline trade-v --value 240M",
        "record --goal trade-v --value 263M",
        "goal retarget trade-v 320M by 2027",
        "goal add Jobs --from 10 --to 50 --measure average --per month",
        "log --since 2025-01-01",
        "log --tail 3",
        "explain trade-v --verbose",
        "status -o yaml",
        "goal edit trade-v --note",
        "retract trade-v 2024-12-31",
        "record trade-v 257M --note late report from Bat",
        "record trade-v 257M --source Customs table 4 --on 2025-06-30",
        "record trade-v 257M note good",
        "status last month",
        "status 2025-06-30 -o csv",
        "due trade-v 2025-06-30 -q",
        "explain trade-v last month",
        "chart trade-v 2025",
        "export figures --to f.csv",
        "export plan --to plan.json",
        "retract last",
        "undo last",
        "group add Health",
        "due --next month",
        "export csv",
        "report r.pdf",
        "report 2025",
        "report yearly --since 2025-01-01",
        "record trade-v 257M --on 2024-12-31 --replaces '256 million USD'",
        "record trade-v 257M --on 2024-12-31 --replaces last --why typo",
        "record trade-v 257M --on 2024-12-31 --replaces 2024-12-31",
        "recrod trade-v 263M",
        "goal shwo trade-v",
        "explian trade-v -o json",
        "status -o xlsx",
        "goal list -o excel",
        "status sort by deadline",
        "status sort pace only off-track",
        "status by owner",
        "status group by objective -o csv",
        "goal list --sort-by deadline",
        "goal add Jobs '$5 million' 'up 20% by 2030'",
        "status -f json",
        "status -o ids",
        "goal list --output=names",
        "report --print",
        "goal retarget trade-v 320M by 2027 --who Ana",
        "report --output page.html",
        "report -o page.html --title Briefing",
        "report page.html trade volume",
        "status -o ndjson",
        "goal add -Title Jobs -From 5 -To '9 by 2030'",
        "goal add Jobs /from 5 /to '9 by 2030'",
        "goal add Jobs --from:5 --to:'9 by 2030'",
        "goal add Jobs --From 5 --to '9 by 2030'",
        "goal add 'Read 12 books' due:2030",
        "goal edit trade-v owner:Ana",
        "goal edit trade-v +urgent -Note 'see source:WB'",
        "status +field",
        "status sort:deadline",
        "status owner:'Ministry of Trade' sort:pace",
        "record trade-v 257M --sorce Customs",
        "record trade-v 257M --sorce=Customs",
        "status --as-fo 2026-12-31",
        "goal add Jobs --form 5 --to '9 by 2030'",
        "STATUS",
        "Record trade-v 257M",
        "lgo",
        "goal edti trade-v --note x",
        "export --path f.csv",
        "export -o f.csv",
        "log -5",
        "log -15 trade-v -o json",
        "undo --list -3",
        "goal add Jobs --from 1 --to '5 by 2030' --measure 'average per week'",
    ],
)
def test_the_hinted_call_works(mongolia: Program, call: str) -> None:
    mongolia.done("goal", "edit", "trade-v", "--owner", "Ministry of Trade", "--tag", "field")
    mongolia.done("record", "trade-v", "255M", "--on", "2024-11-30")
    mongolia.done("record", "trade-v", "256M", "--on", "2024-12-31")
    hint = _hint(mongolia, *shlex.split(call))
    assert hint.startswith("write coopctl "), hint
    mongolia.done(*shlex.split(hint.removeprefix("write coopctl ")))


def test_a_figure_of_another_goal_is_not_offered(mongolia: Program) -> None:
    """What is corrected is looked for among the figures that stand of the same goal."""
    mongolia.done("record", "joint", "1", "--on", "2025-06-30", "--key", "other")
    mongolia.done("record", "trade-v", "251M", "--on", "2025-06-30", "--key", "gone")
    mongolia.done("retract", "gone")
    for said in ("1", "251M", "last"):
        assert _hint(mongolia, "record", "trade-v", "252M", "--replaces", said) == "see `coopctl log trade-volume`"


def test_a_figure_is_not_asked_about_but_recorded(mongolia: Program) -> None:
    refused = mongolia.run("checkin", "trade-v", "262M", tty=True)
    assert refused.err.splitlines()[-1] == "hint: write coopctl record trade-v 262M"


def test_a_word_for_what_a_command_does_not_choose_by_is_not_offered(mongolia: Program) -> None:
    """The log knows no statuses; check fails on them."""
    assert _hint(mongolia, "log", "bad") == "see `coopctl goal list`"
    assert _hint(mongolia, "check", "red", "-q") == "write coopctl check --fail-on off-track,missed -q"


@pytest.mark.parametrize(
    ("call", "meant"),
    [
        ("new trade", "goal add"), ("ls", "goal list"), ("view trade", "goal show"), ("version", "--version"),
        ("set trade 3", "record"), ("goal delete trade", "goal remove"), ("goal update trade", "goal edit"),
        ("new plan", "init"), ("plan create X", "init"), ("list groups", "group list"), ("show plan", "plan show"),
        ("forecast trade", "explain"), ("plan add plan.md", "plan import"), ("group new x", "group add"),
        ("show goals", "goal list`"), ("get groups", "group list`"), ("goals add x", "goal add x`"),
        ("goals archive trade", "goal archive trade`"), ("plans import x.md", "plan import x.md`"),
        ("start", "init"), ("hilfe", "help"), ("config", "plan edit"), ("who", "log --changes"), ("overdue", "due"),
        ("calendar", "export --ics"), ("pdf", "report"), ("mail", "report mail.html --email"),
        ("page", "report page.html"), ("compare", "diff"), ("oops", "undo"), ("statut", "status"),
        ("ajouter X", "goal add X"), ("lister", "goal list"), ("enregistrer trade 5", "record trade 5"),
        ("tutorial", "help goals"), ("examples", "demo"), ("plans", "plan show"), ("schedule", "export --ics"),
        ("correct trade 5", "record trade 5 --replaces FIGURE"), ("fix last", "undo`"),
        ("tui", "watch"), ("slides", "report page.html"), ("results", "status"), ("okrs", "goal list"),
        ("login", "help teams"), ("pause trade", "goal archive trade"), ("finish trade", "record trade"),
        ("delete 1234abcd", "retract 1234abcd"), ("rm r0bc3551", "retract r0bc3551"),
        ("rm decade", "goal remove decade"),
    ],
)  # fmt: skip
def test_another_programs_command_has_its_name_here(mongolia: Program, call: str, meant: str) -> None:
    assert _hint(mongolia, *shlex.split(call)).startswith(f"it is `coopctl {meant}")


@pytest.mark.parametrize(
    "call", ["view trade-v", "rename trade-v Trade flows", "goal rename trade-v Flows",
             "forecast trade-v", "set trade-v 263M", "tag trade-v field trip", "add group area:health",
             "edit goal trade-v --owner Ana", "compare --since 2025-01-01"],
)  # fmt: skip
def test_a_call_by_another_name_is_hinted_whole(mongolia: Program, call: str) -> None:
    hint = _hint(mongolia, *shlex.split(call))
    mongolia.done(*shlex.split(hint.split("`")[1].removeprefix("coopctl ")))


@pytest.mark.parametrize(
    "call",
    ["add 'Train 500 teachers by 2030'", "add export --from 1 --to '5 by 2030'", "list", "list -o json",
     "show trade-v", "edit trade-v --owner Ana", "baseline trade-v '$240 million'", "archive trade-v --why done",
     "retarget trade-v --to '$400 million by 2027' --why treaty", "remove trade-v --yes", "-q list --columns id"],
)  # fmt: skip
def test_the_word_goal_may_be_left_out_where_only_goals_have_a_command(mongolia: Program, call: str) -> None:
    words = shlex.split(call)
    at = 1 if words[0] == "-q" else 0
    short = mongolia.run(*words)
    assert short.code == 0, short.err
    if words[at] in ("list", "show"):
        assert short == mongolia.run(*words[:at], "goal", *words[at:])


def test_what_is_done_to_something_else_is_not_done_to_a_goal(mongolia: Program) -> None:
    assert _hint(mongolia, "list", "groups").startswith("it is `coopctl group list`")
    assert _hint(mongolia, "add", "group", "area:health").startswith("it is `coopctl group add")
    assert mongolia.run("add", "trade-v", "--from", "1").err.splitlines()[1].startswith("hint: write coopctl goal add")


@pytest.mark.parametrize(
    ("call", "meant"),
    [
        ("log --who ana", "log --columns figure,goal,for,value,who,recorded | grep ana"),
        ("log --who=ana", "log --columns figure,goal,for,value,who,recorded | grep ana"),
        ("log --by --limit 3", "log --columns figure,goal,for,value,who,recorded --limit 3"),
        ("log trade --who", "log --columns figure,goal,for,value,who,recorded trade"),
        (
            "log trade --who ana --file x.json",
            "log --columns figure,goal,for,value,who,recorded trade --file x.json | grep ana",
        ),
        ("log trade --since 2025 --file x.json", "diff --since 2025 --file x.json"),
        ("status --limit 5 --all", "status --all | head -n 5"),
        ("status --watch --only missed", "watch --only missed"),
        ("log trade --retracted", "log trade"),
        ("import x.csv --decimal comma", "import x.csv --decimal-comma"),
        ("goal list --ids", "goal list --columns id --no-header"),
        ("check --strict", "check --fail-on at-risk,off-track,missed,stale,no-data"),
        ("status --group-by", "status --group-by KIND"),
        ("status --by", "status --group-by KIND"),
        ("goal retarget trade --to 5 points", "goal retarget trade --to '5 points' --why TEXT"),
        ("group add area:aid 'Aid and trade'", "group add area:aid --title 'Aid and trade'"),
        ("report page.html --one-page", "report page.html"),
        ("report board.html --open", "report board.html"),
        ("report --html", "report page.html"),
        ("report -o pdf", "report page.html"),
        ("status -o html", "report page.html"),
        ("goal add Exporte von 40 auf 60 bis 2028", "goal add Exporte --to 'von 40 auf 60 bis 2028'"),
        ("report --docx board.docx --all", "report board.html --all"),
        ("export --excel", "export --to plan.xlsx"),
        ("export --xlsx q3.xlsx", "export --to q3.xlsx"),
        ("chart trade-v --png", "chart trade-v --to trade-v.png"),
        ("chart trade-v -o trade.svg", "chart trade-v --to trade.svg"),
        ("report trade-volume", "report page.html --match trade-volume"),
        ("goal add trade-volume 262M", "record trade-volume 262M"),
        ("plan import Log frame v3.xlsx", "plan import 'Log frame v3.xlsx'"),
        ("import Q3 figures 2026.csv", "import 'Q3 figures 2026.csv'"),
        ("status as known in March 2025", "status --known-at 'March 2025'"),
        ("status as of March 2025 -o csv", "status -o csv --as-of 'March 2025'"),
        ("status on 31 March 2025", "status --as-of '31 March 2025'"),
        ("import -f figures.csv", "import figures.csv"),
        ("plan import --path plan.md -y", "plan import -y plan.md"),
        ("merge --in theirs.json", "merge theirs.json"),
        ("restore -f coop.json.bak", "restore coop.json.bak"),
        ("report -f page.html", "report page.html"),
        ("report -o html", "report page.html"),
        ("report --format=md --since 2025-01-01", "report page.md --since 2025-01-01"),
        ("goal list --archived", "goal list --all"),
        ("restore coop.json.bak --yes", "restore coop.json.bak"),
        ("import trade figures.csv", "import figures.csv --goal trade"),
        ("goal baseline trade 40 2023", "goal baseline trade 40 --on 2023"),
        ("status --limit 5", "status | head -n 5"),
        ("status -5", "status | head -n 5"),
        ("status trade --live=5 --sort pace", "watch trade --sort pace"),
        ("chart trade plan.pdf", "chart trade --to plan.png"),
        ("chart trade jobs.2027.JPG", "chart trade --to jobs.2027.png"),
        ("status --fields id,status", "status --columns id,status"),
        ("status -o=json", "status -o json"),
        ("doctor --fix", "doctor --repair"),
        ("record trade 5 --week 2024-W10", "record trade 5 --on 2024-W10"),
        ("merge theirs.json --theirs", "merge theirs.json --theirs NAME"),
        ("demo --keep", "demo --keep FILE"),
        ("status --sort", "status --sort KEY"),
    ],
)
def test_what_is_read_is_named_without_an_option(mongolia: Program, call: str, meant: str) -> None:
    """Our own `--file` is the plan; and who recorded a figure is found in what the log shows."""
    assert sorted(_hint(mongolia, *shlex.split(call)).split()) == sorted(f"write coopctl {meant}".split())


@pytest.mark.parametrize(
    ("call", "meant"),
    [
        ("-v", "coopctl --version"),
        ("init --fiscal-year 7", "coopctl init --fiscal-start 7"),
        ("goal edit trade-v --id commerce", "coopctl goal edit trade-v --title commerce"),
        ("status -f other.json", "coopctl status --file other.json"),
        ("report mail.eml", "coopctl report mail.html --email"),
        ("report .", "coopctl report page.html"),
        ("record trade 5 --by 2025-06-30", "coopctl record trade 5 --on 2025-06-30"),
        ("record trade 5 --by Ana", "coopctl record trade 5 --who Ana"),
        ("status --by 2025-06-30", "coopctl status --as-of 2025-06-30"),
        ("goal add Jobs 5 2030", "coopctl goal add Jobs --to '5 2030'"),
        ("goal add Jobs 5 jobs", "coopctl goal add Jobs --to '5 jobs'"),
        (
            "goal add wells dug, 10 wells, up 20% by 2030 --owner Ana",
            "coopctl goal add 'wells dug, 10 wells, up 20% by 2030' --owner Ana",
        ),
        ("goal add exports to China from 5 to 10 by 2030", "coopctl goal add 'exports to China from 5 to 10 by 2030'"),
        ("goal add Train 500 teachers by 2030", "coopctl goal add 'Train 500 teachers by 2030'"),
        ("goal add Coffee at most 50 a week", "coopctl goal add Coffee --to 'at most 50 a week'"),
        ("record", "coopctl record GOAL; `coopctl goal list` shows their names"),
        ("goal baseline trade-v", "coopctl goal baseline trade-v VALUE"),
        ("goal retarget trade-v 5 2030", "coopctl goal retarget trade-v --to '5 by 2030' --why TEXT"),
        ("goal retarget trade-v --to '5 by 2030'", "coopctl goal retarget trade-v --to '5 by 2030' --why TEXT"),
    ],
)
def test_an_option_of_another_program_and_what_is_missing_have_their_place_in_the_call(
    mongolia: Program, call: str, meant: str
) -> None:
    assert _hint(mongolia, *shlex.split(call)) == f"write {meant}"


@pytest.mark.parametrize("option", ["--lang de", "--language=French", "--de"])
def test_what_language_it_speaks_is_said(mongolia: Program, option: str) -> None:
    """`status --lang fr` was hinted with `--long fr`."""
    refused = mongolia.run("report", "page.html", *option.split())
    assert "is in English" in refused.err
    assert refused.err.endswith("hint: write coopctl report page.html\n")


@pytest.mark.parametrize("option", ["--revised", "--correct", "--overwrite", "--update"])
def test_what_is_corrected_is_to_be_named(mongolia: Program, option: str) -> None:
    hint = _hint(mongolia, "record", "trade-v", "251M", option)
    assert hint == "write coopctl record trade-v 251M --replaces FIGURE; `coopctl log` shows their keys"


@pytest.mark.parametrize("word", ["pdf", "html", "Word"])
def test_what_a_browser_prints_is_a_page(mongolia: Program, word: str) -> None:
    for call in (("export", word), ("export", f"--{word}")):
        assert _hint(mongolia, *call).startswith("write coopctl report page.html")
    assert ("browser" in _hint(mongolia, "report", f"--{word}")) == (word == "pdf")


def test_who_pipes_lines_is_told_how_they_are_read(mongolia: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coopctl.cli.streams.is_pipe", lambda stream: stream is not None)
    assert _hint(mongolia, "record") == "write coopctl record -"
    assert _hint(mongolia, "import") == "write coopctl import -"
    assert _hint(mongolia, "plan", "import", "-y") == "write coopctl plan import -y -"
    assert _hint(mongolia, "explain").startswith("write coopctl explain GOAL")


def test_a_file_of_two_words_that_is_there_is_one(mongolia: Program) -> None:
    mongolia.folder.joinpath("Q3 2026.csv").write_text("goal,date,value\n")
    assert _hint(mongolia, "import", "Q3", "2026.csv") == "write coopctl import 'Q3 2026.csv'"


def test_a_first_file_that_may_be_a_plan_is_told_how_it_comes_in(program: Program) -> None:
    refused = program.run("import", "Log frame.xlsx")
    assert refused.err.strip().endswith("if Log frame.xlsx is a plan: coopctl plan import 'Log frame.xlsx'")


@pytest.mark.parametrize(
    ("first", "again", "hint"),
    [
        ("'NPS from 32 to 50 by 2090'", "'NPS from 32 to 50 by 2090'", "it says the same; see coopctl goal show nps"),
        ("'NPS from 32 to 50 by 2090'", "'NPS from 34 to 55 by 2090'",
         "to change it: coopctl goal edit nps --from 34 --to 'from 34 to 55 by 2090'; another"),
        ("NPS --from 32 --to '50 by 2090'", "NPS --from 33 --to '50 by 2090'",
         "to change it: coopctl goal edit nps --from 33 --to '50 by 2090'; another"),
        ("NPS --to '50 by 2090'", "NPS --from 33 --to '50 by 2090'",
         "to give it the baseline: coopctl goal baseline nps 33"),
    ],
)  # fmt: skip
def test_a_goal_that_is_there_is_hinted_with_what_changes_it(
    program: Program, first: str, again: str, hint: str
) -> None:
    program.done("goal", "add", *shlex.split(first))
    told = _hint(program, "goal", "add", *shlex.split(again))
    assert told.startswith(hint)
    program.done(*shlex.split(told.partition("coopctl ")[2].partition(";")[0]))


def test_so_many_are_taken_back_one_by_one(mongolia: Program) -> None:
    """One call takes back one, and a number is no name of what was done."""
    mongolia.done("record", "trade-v", "256M", "--on", "2024-12-31")
    assert _hint(mongolia, "undo", "3").startswith("`coopctl undo` takes back one, and again the one before")
    assert _hint(mongolia, "undo", "nonsense") == "see `coopctl undo --list`"


def test_columns_of_ids_are_offered_where_there_are_ids(mongolia: Program) -> None:
    assert _hint(mongolia, "log", "-o", "ids") == "see `coopctl log --help`"
    mongolia.done(*shlex.split(_hint(mongolia, "goal", "list", "-o", "ids").removeprefix("write coopctl ")))


@pytest.mark.parametrize("call", ["trade-v=263M", "trade-v:263M", "trade-v=263M 2025-06-30"])
def test_a_figure_is_set_as_a_variable_is(mongolia: Program, call: str) -> None:
    assert "recorded 263,000,000 USD for trade-volume" in mongolia.done("record", *call.split())
    assert mongolia.run("record", "nowhere=3").code == 1


def test_several_goals_are_asked_for_one_by_one(mongolia: Program) -> None:
    """Words that are one goal together are its title."""
    hint = _hint(mongolia, "chart", "trade-v", "cultural", "-o", "svg")
    for call in hint.removeprefix("write ").split(" && "):
        mongolia.done(*shlex.split(call)[1:])
    assert _hint(mongolia, "chart", "trade", "volume") == "write coopctl chart 'trade volume'"


@pytest.mark.parametrize("call", ["theirs.json", "open theirs.json", "view theirs.json"])
def test_a_plans_file_is_looked_into(mongolia: Program, call: str) -> None:
    mongolia.folder.joinpath("coop.json").rename(mongolia.folder / "theirs.json")
    hint = _hint(mongolia, *shlex.split(call))
    mongolia.done(*shlex.split(hint.partition("write coopctl ")[2]))


def test_a_sentence_alone_is_a_goal_to_add(program: Program) -> None:
    hint = _hint(program, "Train 500 teachers by 2030")
    program.done(*shlex.split(hint.partition("write coopctl ")[2]))


def test_who_gives_no_target_is_hinted_the_call_with_the_title(program: Program) -> None:
    hint = _hint(program, "goal", "add", "Visas issued online")
    program.done(*shlex.split(hint.removeprefix("write coopctl ").partition(", or")[0]))
    assert "Visas issued online" in program.done("goal", "list")


def test_a_sentence_that_is_not_taken_names_its_part(program: Program) -> None:
    """What the promise in it lacks is said, or the call that has it apart."""
    refused = program.run("goal", "add", "run 40 km a week until the marathon").err
    assert "'until the marathon' in '40 km a week until the marathon' is not understood" in refused
    hint = _hint(program, "goal", "add", "Sleep at 8 hours")
    program.done(*shlex.split(hint.removeprefix("write coopctl ")))


def test_a_first_group_is_added_as_the_hint_says(program: Program) -> None:
    program.done("init")
    hint = _hint(program, "goal", "add", "Jobs", "--to", "50 by 2030", "--group", "Decent work")
    program.done(*shlex.split(hint.removeprefix("add it first: coopctl ")))


def test_a_title_of_several_words_is_one(program: Program) -> None:
    program.done(*shlex.split(_hint(program, "init", "Education", "plan").removeprefix("write coopctl ")))
    assert json.loads(program.done("plan", "show", "-o", "json"))["plan"]["title"] == "Education plan"


def test_a_word_that_nobody_knows_leads_to_the_help(mongolia: Program) -> None:
    assert _hint(mongolia, "fly") == "see `coopctl --help`"
    assert _hint(mongolia, "score") == "see `coopctl --help`", "what is but somewhat like a command is no slip for it"
    assert _hint(mongolia, "status", "--fly") == "see `coopctl status --help`"


def test_a_goal_and_a_figure_alone_are_to_be_recorded(mongolia: Program) -> None:
    hint = _hint(mongolia, "trade", "262M")
    mongolia.done(*shlex.split(hint.removeprefix("to record a figure, write coopctl ")))


def test_who_changes_a_promise_that_has_figures_is_told_the_call(mongolia: Program) -> None:
    mongolia.done("record", "trade", "262M", "--on", "2024-12-31")
    for change in (("--to", "$400 million", "--by", "2027"), ("--by", "2029"), ("--from", "$240 million")):
        hint = _hint(mongolia, "goal", "edit", "trade-v", *change)
        mongolia.done(*shlex.split(hint.removeprefix("write coopctl ")))


def test_who_retracts_a_goal_is_told_where_the_keys_are(mongolia: Program) -> None:
    mongolia.done("record", "trade", "262M", "--on", "2024-12-31")
    assert _hint(mongolia, "retract", "trade-v") == "name one of its figures by its key: coopctl log trade-volume"


def test_a_wish_without_an_amount_is_told_how_things_are_promised(mongolia: Program) -> None:
    """Each of the ways in the hint is a promise."""
    ways = _hint(mongolia, "goal", "add", "World", "--to", "Make the world better").split("'")[1::2]
    assert len(ways) == 4
    for number, way in enumerate(ways):
        mongolia.done("goal", "add", f"World {number}", "--to", way)


def test_a_bare_year_is_a_value_and_warned_of(mongolia: Program) -> None:
    """The way out is a promise that names the year; a number that is no year of these is not asked about."""
    mongolia.done("goal", "add", "Cities", "--from", "12", "--to", "20 by 2027")
    said = mongolia.run("goal", "retarget", "cities", "--to", "2029", "--why", "treaty").err
    assert "2029 is taken for the value; if it is the year: coopctl undo, and --to '" in said
    mongolia.done("undo")
    mongolia.done("goal", "retarget", "cities", "--to", said.split("--to '")[1].split("'")[0], "--why", "treaty")
    assert "target 20 on 2029-12-31" in mongolia.done("goal", "show", "cities")
    assert "taken for the value" not in mongolia.run("goal", "add", "Teachers", "--from", "500", "--to", "1000").err


def test_a_figure_of_an_archived_goal_says_that_it_is_out_of_sight(mongolia: Program) -> None:
    mongolia.done("goal", "archive", "trade-v")
    call = mongolia.run("record", "trade-v", "262M").err.partition("to bring it back: coopctl ")[2].split()
    mongolia.done(*call)
    assert "Trade" in mongolia.done("status")


def test_colours_are_a_matter_of_the_environment(mongolia: Program) -> None:
    refused = mongolia.run("status", "--no-color", "--group-by", "area")
    assert (refused.code, refused.err.splitlines()[-1]) == (2, "hint: write NO_COLOR=1 coopctl status --group-by area")


def test_what_is_not_an_option_of_a_command_is_not_offered(tmp_path: Path) -> None:
    assert _hint(Program(tmp_path), "undo", "--target") == "see `coopctl undo --help`"
    assert _hint(Program(tmp_path), "plan", "edit", "--by", "2026-06-30") == "see `coopctl plan edit --help`"


def test_the_day_may_stand_behind_the_value(mongolia: Program) -> None:
    mongolia.done("record", "trade", "256M", "2024-12-31")
    assert "2024-12-31" in mongolia.done("log", "--limit", "1")
    assert _hint(mongolia, "record", "trade", "257M", "2024-12-31", "--on", "2025-01-31") == "give it once"


def test_every_command_and_option_that_is_meant_is_there() -> None:
    inner = {"goal": goals, "group": groups, "plan": plans}
    ours = (f"{name} {one}" for name, group in inner.items() for one in group.modules)
    known = {*COMMANDS, "--version", "help methods", "help teams", "help goals", *ours}
    files = re.compile(r" \S+\.html")
    assert {files.sub("", ours.partition(" --")[0]) for habits in _COMMANDS.values() for ours in habits} <= known
    for group, habits in _COMMANDS.items():
        names = inner[group].modules if group else COMMANDS
        assert not set(" ".join(habits.values()).split()) & {*names} - {"rename"}, group
    modules = [
        (name, module)
        for one in (root(COMMANDS, PARTS), *inner.values())
        for name, module in one.modules.items()
        if module not in inner
    ]
    options = {name for one in modules for param in load(*one).params for name in param.opts}
    assert {ours.split()[0] for ours, _ in OPTIONS} <= options | {"--version"}


def test_what_is_said_of_another_file_is_done_to_it(program: Program) -> None:
    """Whoever works on a file that is not the nearest is shown calls that do, too, in answers and in talk."""
    program.done("init", "Nearest")
    program.terminal = Terminal(width=80)
    calls: list[str] = []
    for words in (
        "init Other", "", "goal add trade --from 250 --to '300 by 2027' --since 2025-01-01 --cadence yearly",
        "goal add visits --to '3 times a week'", "record trade 251 --on 2024-12-31", "record trade 252",
        "record trade 253", "record visits", "record trade 2,5", "status", "due", "", "undo", "retract trade",
        "record tarde 3", "goal edit trade --to 400", "status --tag x", "log --known-at 2001-01-01",
    ):  # fmt: skip
        told = program.run(*shlex.split(words), "--file", "b c.json")
        calls += re.findall(CALL, re.sub(r"^  ", "", told.out + told.err, flags=re.MULTILINE).replace("`", " "))
    assert len(calls) > 15
    those = [call for call in calls if "help" not in call]
    assert [call for call in those if not call.startswith("coopctl --file 'b c.json' ")] == []
    assert json.loads(program.done("status", "-o", "json"))["goals"] == []


def test_what_stood_beside_a_sentence_stays_in_the_hinted_call(program: Program) -> None:
    """A deadline that was given was lost on the way."""
    hint = _hint(program, "goal", "add", "Holiday in Italy 2400 EUR", "--by", "July 2027")
    assert hint == "write coopctl goal add 'Holiday in Italy' --to '2400 EUR' --by 'July 2027'"
    program.done(*shlex.split(hint.removeprefix("write coopctl ")))


def test_what_is_to_stay_at_a_value_is_asked_for_its_bound(program: Program) -> None:
    """The hinted bounds are taken; a value to reach would wait for a baseline for ever."""
    one, other = re.findall(r"'([^']+)'", _hint(program, "goal", "add", "Keep inflation at 2%"))
    assert (one, other) == ("Keep inflation at most 2%", "Keep inflation at least 2%")
    for sentence in (one, other):
        program.done("goal", "add", sentence)
        program.done("undo")


def test_what_is_not_exported_so_is_told_how_it_is(mongolia: Program) -> None:
    assert "write --to all.xlsx" in _hint(mongolia, "export", "--to", "all.ods")
    assert _hint(mongolia, "export", "--plan", "--to", "plan.md").endswith("coopctl plan show -o md")
    mongolia.done("plan", "show", "-o", "md")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("Emergency fund 5000 by december 2027", "'Emergency fund' --to '5000 by december 2027'"),
        ("New small car: 12,000 EUR by 2028", "'New small car: 12,000 EUR by 2028'"),
        ("Emergency 5000 by 2027", "Emergency --to '5000 by 2027'"),
        ("Train 500 teachers by 2030", "'Train 500 teachers by 2030'"),
    ],
)
def test_a_title_that_nobody_quoted_is_whole_in_the_hint(program: Program, words: str, hint: str) -> None:
    """`fund 5000 by 2027` was to be the promise of a goal called Emergency."""
    call = _hint(program, "goal", "add", *words.split())
    assert call == f"write coopctl goal add {hint}"
    program.done(*shlex.split(call.removeprefix("write coopctl ")))


@pytest.mark.parametrize(
    ("kinds", "asked", "hint"),
    [
        ("", "area", "add one first: coopctl group add area:TITLE"),
        ("objective:growth", "sector", "add one first: coopctl group add sector:TITLE"),
        ("area:trade", "theme", "see `coopctl group list`"),
        ("theme:a theme:b", "theme", "write more of it; to see each of them apart: coopctl status --group-by theme"),
        ("", "trade", "add it first: coopctl group add area:trade"),
    ],
)
def test_a_kind_of_group_is_told_what_it_is(program: Program, kinds: str, asked: str, hint: str) -> None:
    """`--group area` was to be added as a group called area."""
    program.done("goal", "add", "x", "--from", "1", "--to", "2 by 2030")
    for ref in kinds.split():
        program.done("group", "add", ref)
    assert _hint(program, "status", "--group", asked) == hint
    for call in re.findall(r"coopctl (status .*|group add area:TITLE)", hint):
        program.done(*call.split())


def test_a_weight_is_written_as_the_plan_writes_numbers(program: Program) -> None:
    program.done("init", "--decimal-comma")
    program.done("goal", "add", "x", "--from", "1", "--to", "2 by 2030", "--weight", "2,5", "--limit", "1.000,5")
    made = json.loads(program.done("goal", "show", "x", "-o", "jsonl"))
    assert (made["weight"], made["limit"]) == (2.5, 1000.5)


def test_what_asks_for_a_yes_shows_the_call_that_says_it(mongolia: Program) -> None:
    hint = _hint(mongolia, "goal", "remove", "trade-v")
    mongolia.done(*shlex.split(hint.removeprefix("write coopctl ")))


@pytest.mark.parametrize(
    ("call", "hint"),
    [
        ("goal move joint 2028", "it is `coopctl goal retarget joint --by 2028 --why TEXT` here"),
        ("postpone joint until June 2028", "it is `coopctl goal retarget joint --by 'June 2028' --why TEXT` here"),
        ("goal extend joint 6 months", "it is `coopctl goal retarget joint --by DATE --why TEXT` here"),
        ("annotate joint 'a note'", "it is `coopctl goal edit joint --note 'a note'` here"),
        ("plan rename Other name", "it is `coopctl plan edit --title 'Other name'` here"),
        ("group rename economic Trade", "it is `coopctl group add objective:economic-growth --title Trade` here"),
        ("group delete economic", "it is `coopctl group remove objective:economic-growth` here"),
        ("objective add Growth", "it is `coopctl group add objective:Growth` here"),
        ("objective list", "it is `coopctl group list` here"),
        ("okr add 'Jobs from 5 to 9 by 2030'", "it is `coopctl goal add 'Jobs from 5 to 9 by 2030'` here"),
        ("new run 1000 km in 2030", "it is `coopctl goal add 'run 1000 km in 2030'` here"),
        ("create 'Jobs in all' 40 by 2030", "it is `coopctl goal add 'Jobs in all' --to '40 by 2030'` here"),
        ("add run 1000 km in 2030", "write coopctl goal add 'run 1000 km in 2030'"),
        ("add 'Jobs in all' 40 by 2030", "write coopctl goal add 'Jobs in all' --to '40 by 2030'"),
        ("note joint 'a note'", "it is `coopctl goal edit joint --note 'a note'` here"),
        (
            "check --only achieved -q",
            "write coopctl check --fail-on achieved -q",
        ),
        ("record joint 1 --estimate", "write coopctl record joint 1 --provisional"),
        ("rec joint 1", "write coopctl record joint 1"),
        ("expl joint", "write coopctl explain joint"),
        ("status --objective", "write coopctl status --group-by objective"),
        ("export --format csv joint.csv", "write coopctl export -o csv --to joint.csv"),
        ("plan renew 'Plan of 2030'", "write coopctl plan renew --from DATE"),
        ("plan renew 2030", "write coopctl plan renew --from 2030"),
        ("status --out plan.csv", "write coopctl status -o csv > plan.csv"),
        ("status -o my.json --all", "write coopctl status --all -o json > my.json"),
        ("status --monthly", "see `coopctl status --help`"),
        ("status --mine", "see `coopctl status --help`"),
        ("goal edit joint --no-group", "write coopctl goal edit joint --group ''"),
        ("goal edit joint --remove-tag a", "write coopctl goal edit joint --tag '' --tag b"),
        ("goal edit joint --untag", "write coopctl goal edit joint --tag ''"),
        ("goal show joint dialogues", "write coopctl goal show joint && coopctl goal show dialogues"),
        ("goal archive trade volume", "write coopctl goal archive 'trade volume'"),
        (
            "goal edit joint volume --note x",
            "write coopctl goal edit joint --note x && coopctl goal edit volume --note x",
        ),
    ],
)
def test_the_hint_is_what_was_meant(mongolia: Program, call: str, hint: str) -> None:
    """Moving a deadline led to the command that removes the goal, and two goals to one called after both."""
    mongolia.done("goal", "edit", "joint", "--tag", "a", "--tag", "b")
    told = _hint(mongolia, *shlex.split(call))
    assert told.startswith(hint), told
    runs = re.sub(r"^write |^it is `|` here.*| > .*", "", told).replace("DATE", "2030").split(" && ")
    for one in runs if "see" not in runs[0] else []:
        mongolia.done(*shlex.split(one)[1:])


def test_a_title_with_the_word_plan_is_a_title(program: Program) -> None:
    """`init Embassy plan 2026` was to be started in a file called 2026."""
    assert _hint(program, "init", "Embassy", "plan", "2026") == "write coopctl init 'Embassy plan 2026'"


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("trade ١٣٠", "write 130"),
        ("trade ２０", "write 20"),
        ("trade -", "write printf '%s %s\\n' trade VALUE | coopctl record -"),
        ("12.5 miles trade", "write coopctl record trade '12.5 miles'"),
        ("treaty", "coopctl record treaty VALUE; one of proposed < signed"),
    ],
)
def test_a_value_that_is_not_taken_is_told_how_it_is(program: Program, words: str, hint: str) -> None:
    program.done("goal", "add", "trade", "--from", "9 miles", "--to", "90 miles by 2030")
    program.done("goal", "add", "treaty", "--from", "proposed", "--to", "signed of proposed < signed by 2030")
    assert _hint(program, "record", *words.split()) == hint


@pytest.mark.parametrize("named", ["team", "taem.json"])
def test_a_plan_that_is_there_is_named(program: Program, named: str) -> None:
    """Who left out the ending was told to start a plan of this name."""
    program.done("init", "--file", "team.json")
    refused = program.run("status", "--file", named)
    path = re.search(r"--file (\S+),", refused.err)
    assert path
    assert path[1].endswith("/team.json")
    program.done("status", "--file", path[1])


@pytest.mark.parametrize("day", ["July 2030", "30 June 2030", "2030-06-30"])
def test_a_day_alone_moves_the_deadline(program: Program, day: str) -> None:
    program.done("goal", "add", "x", "--from", "1", "--to", "2 by 2029")
    told = program.run("goal", "retarget", "x", "--to", day, "--why", "longer").err
    assert "target 2 on 2030-0" in told


def test_a_method_that_says_nothing_of_what_is_held_says_so(program: Program) -> None:
    """`on track (no assessment)` said two things."""
    program.done("goal", "add", "churn", "--to", "below 2%")
    program.done("record", "churn", "1%")
    assert "on track: held; okr itself: no assessment" in program.done("explain", "churn", "--method", "okr")


def test_the_status_of_a_goal_is_coloured_as_in_the_table(program: Program) -> None:
    program.done("goal", "add", "churn", "--to", "below 2%")
    program.done("record", "churn", "3%")
    program.terminal = Terminal(width=80, color=True)
    told = program.done("explain", "churn")
    assert "\x1b[1;38;5;231;48;5;160m▼ off track\x1b[0m: not held" in told


def test_a_group_is_removed_and_comes_back(program: Program) -> None:
    program.done("goal", "add", "x", "--from", "1", "--to", "2 by 2030")
    program.done("group", "add", "area:health")
    program.done("group", "add", "sector:mining")
    program.done("goal", "edit", "x", "--group", "area:health", "--group", "sector:mining")
    removed = program.run("group", "remove", "health")
    assert removed.err == "removed area:health; 1 goal stays, without it; `coopctl undo` brings it back\n"
    assert json.loads(program.done("goal", "show", "x", "-o", "jsonl"))["groups"] == ["sector:mining"]
    program.done("undo")
    assert json.loads(program.done("goal", "show", "x", "-o", "jsonl"))["groups"] == ["area:health", "sector:mining"]
    program.done("redo")
    assert "health" not in program.done("group", "list")
    assert _hint(program, "group", "remove", "health") == "see `coopctl group list`"


def test_the_file_of_a_plan_is_no_table(mongolia: Program) -> None:
    """Both imports pointed to each other."""
    mongolia.done("demo", "--keep", "other plan.json")
    for words in (("import",), ("plan", "import")):
        hint = _hint(mongolia, *words, "other plan.json")
        calls = re.findall(r"coopctl ([^;]+)", hint)
        assert [shlex.split(call)[0] for call in calls] == ["merge", "--file"]
        mongolia.done(*shlex.split(calls[1]))
        assert "another plan" in mongolia.run(*shlex.split(calls[0])).err


def test_a_number_is_asked_for_in_plain_words(program: Program) -> None:
    assert "'abc' is not a whole number" in program.run("log", "--limit", "abc").err


@pytest.mark.parametrize("file", ["chart.jpg", "my chart.pdf", "chart.GIF"])
def test_a_chart_is_no_text_in_a_picture_of_another_kind(mongolia: Program, file: str) -> None:
    """`--to chart.jpg` was written as text."""
    hint = _hint(mongolia, "chart", "joint", "--to", file)
    assert not (mongolia.folder / file).exists()
    call = hint.removeprefix("write ").partition(", or")[0]
    mongolia.done("chart", "joint", *shlex.split(call))
    assert (mongolia.folder / file).with_suffix(".png").read_bytes().startswith(b"\x89PNG")
