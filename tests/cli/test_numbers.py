"""Numbers as the plan writes them: with a decimal comma people see one everywhere, and programs a point."""

import json
import re

import pytest

from running import Program

# A number as the other format writes it, 1,234 or 2.5; three digits behind a point may be thousands here.
_POINTED = re.compile(r"(?<![0-9.,])(?:[1-9][0-9]*,[0-9]{3}(?![0-9])|[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})(?![0-9.]))")
_ADDED = [
    ("goal", "add", "Kosten", "--from", "2.012,5 EUR", "--to", "11.040,75 EUR by 2027"),
    ("goal", "add", "Quote", "--from", "12,5%", "--to", "40,5% by 2027", "--milestone", "20,5@2025"),
    ("goal", "add", "Wachstum", "--from", "1.200", "--to", "increase by 20,5% by 2027"),
    ("goal", "add", "Wartezeit", "--to", "below 3,5 days", "--cadence", "monthly"),
    ("goal", "add", "Sporen", "--from", "5.000", "--to", "7.500 books by 2027"),
    ("goal", "add", "Lauf", "--from", "0 km", "--to", "500,5 km by 2027"),
    ("goal", "add", "Kurse", "--from", "1.000 per year", "--to", "2.500 per year by 2027"),
]
_SAID = [
    ("record", "kosten", "2.014,75"),
    ("record", "kosten", "2.014,75"),
    ("record", "kosten", "31.475,5"),
    ("record", "quote", "17,25"),
    ("record", "wartezeit", "3,75"),
    ("record", "sporen", "91.234"),
    ("record", "sporen", "92.234", "yesterday"),
    ("record", "sporen", "93.234", "3 days ago"),
    ("goal", "edit", "sporen", "--weight", "0,5", "--limit", "99.999,5"),
    ("record", "kurse", "1.100"),
    ("status",),
    ("status", "--long"),
    ("status", "--plain"),
    ("due", "--as-of", "2031-01-01"),
    ("explain", "kosten"),
    ("explain", "quote"),
    ("explain", "quote", "--exact"),
    ("explain", "kurse"),
    ("explain", "sporen", "--method", "all"),
    ("goal", "show", "quote"),
    ("goal", "show", "sporen"),
    ("goal", "list"),
    ("plan", "show"),
    ("log",),
    ("report",),
    ("diff", "--since", "2024-08-01"),
    ("goal", "retarget", "quote", "--to", "50,5% by 2028", "--why", "agreed"),
    ("goal", "baseline", "quote", "13,5"),
    ("log", "--changes"),
    ("undo", "--list"),
    ("undo",),
]


def _comma(program: Program) -> Program:
    program.done("init", "--decimal-comma")
    for added in _ADDED:
        program.done(*added, "--since", "2024-01-01")
    return program


def test_people_see_the_decimal_comma_everywhere(program: Program) -> None:
    """No answer, echo, warning or hint has a number with a point."""
    _comma(program)
    wrong = []
    for arguments in _SAID:
        told = program.run(*arguments)
        assert told.code == 0, (arguments, told.err)
        for text in (told.out + told.err).splitlines():
            wrong += [(arguments, text)] if _POINTED.search(text) else []
    assert wrong == []


@pytest.mark.parametrize("asked", [("explain", "quote"), ("status",), ("goal", "show", "quote")])
def test_programs_see_the_decimal_point(program: Program, asked: tuple[str, ...]) -> None:
    """The answer to a program is the same in a plan of either format."""
    program.done("init")
    program.done("goal", "add", "Quote", "--from", "12.5%", "--to", "40.5% by 2027", "--since", "2024-01-01")
    program.done("record", "quote", "17.25", "--key", "one")
    pointed = json.loads(program.done(*asked, "-o", "json"))
    (program.folder / "coop.json").unlink()
    program.done("init", "--decimal-comma")
    program.done("goal", "add", "Quote", "--from", "12,5%", "--to", "40,5% by 2027", "--since", "2024-01-01")
    program.done("record", "quote", "17,25", "--key", "one")
    answer = json.dumps(json.loads(program.done(*asked, "-o", "json"))).replace("40,5%", "40.5%")
    assert json.loads(answer)["goals" if "goals" in pointed else "figures"] == pointed.get(
        "goals", pointed.get("figures")
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("record", "quote", "5.5"), "write 5,5"),
        (("record", "quote", "1.2.3"), "write 1.234.567,8 or 1 234 567,8"),
        (("record", "quote", "1,234,567"), "hint: write 1234567\n"),
        (("record", "quote", "viel"), "write 250 million, 12% or 1.234,5"),
        (
            ("goal", "add", "A", "--from", "12,5%", "--to", "increase by 2,5% by 2030"),
            "'increase by 2,5 percentage points'",
        ),
        (("goal", "add", "A", "--from", "100", "--to", "2,5% by 2030"), "'increase by 2,5%'"),
        (("goal", "edit", "quote", "--weight", "0.5"), "write 0,5"),
        (("goal", "edit", "quote", "--limit", "2 kg"), "write a number such as 2 or 0,5"),
        (("record", "lauf", "2,5k"), "write '2,5 thousand' or '2,5 km'"),
    ],
)
def test_a_hint_writes_numbers_as_the_plan_does(program: Program, arguments: tuple[str, ...], message: str) -> None:
    """What a hint tells people to write is understood in their plan."""
    refused = _comma(program).run(*arguments)
    assert refused.code == 1
    assert message in refused.err


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ('kosten,2025-01-31,"1.401,25"\n', "kosten has 1.400,25 for 2025-01-31, not 1.401,25"),
        ('kosten,2025-02-28,"1.401,5"\nkosten,2025-02-28,"1.402,5"\n', "kosten has 1.402,5 for 2025-02-28 here"),
        ('kosten,2025-03-31,"9.145.075,5"\n', "such as 9.145.075,5, a hundred times off 2.012,5 and 11.040,75"),
    ],
)
def test_an_import_tells_numbers_as_the_plan_writes_them(program: Program, rows: str, message: str) -> None:
    """What is recorded, what an earlier row says, and what is far off."""
    _comma(program).done("record", "kosten", "1.400,25", "--on", "2025-01-31")
    told = program.run("import", "-", "--decimal-comma", stdin=f"goal,date,value\n{rows}")
    assert message in told.err


def test_a_refused_comma_says_how_the_plan_gets_decimal_commas(program: Program) -> None:
    """The hint is a call that works, and after it the same words are understood."""
    program.done("init")
    call = ("goal", "add", "Ausfallquote", "--to", "höchstens 0,5 %")
    refused = program.run(*call)
    hint = refused.err.splitlines()[-1]
    assert (refused.code, hint.startswith("hint: write 0.5; ")) == (1, True), refused.err
    program.done(*hint.partition("coopctl ")[2].split())
    assert "keep ≤ 0,5%" in program.run(*call).err


_TWINS = [
    ("100", "10.5x by 2030"),
    ("100", "grow 3.5x by 2028"),
    ("10,000 users", "5.5x users by 2027"),
    ("100", "increase 2.5-fold by 2030"),
    ("100", "5.5-fold increase"),
    ("250", "3.5 times as many by 2030"),
    ("3", "3x -> 4.5x"),
    ("62%", "a 5.5-point improvement by 2030"),
    ("62%", "5.5 percentage point increase by 2030"),
    ("60", "a 30.5 percent decrease by 2029"),
    ("5 per 1,000", "3.5 per 1,000 by 2030"),
    ("140 per 100,000 live births", "less than 70.5 per 100 000 live births by 2030"),
    ("", "spend less than EUR 400.5 a month on groceries"),
    ("", "spend at most $1,400 a month on food"),
    ("", "reply to 90% of letters within 3.5 days by 2027"),
    ("", "80% of tickets within 2.5 days"),
]


def _other(mark: re.Match[str]) -> str:
    return {",": ".", ".": ","}[mark[0]]


@pytest.mark.parametrize(("start", "target"), _TWINS)
def test_a_phrase_means_the_same_with_the_decimal_comma(program: Program, start: str, target: str) -> None:
    """Whatever words are around a number: `5,5x users` is five and a half times as many, and not 5.5 `x users`."""
    told: list[tuple[int, str]] = []
    for marks, table in ((), str.maketrans("", "")), (("--decimal-comma",), str.maketrans(",.", ".,")):
        program.done("init", *marks, "--file", f"plan{len(told)}.json")
        words = ("--from", start, "--to", target) if start else ("--to", target)
        call = ("goal", "add", "x", *(word.translate(table) for word in words), "--dry-run")
        answer = program.run(*call, "--file", f"plan{len(told)}.json")
        echo = answer.err.replace("plan1.json", "plan0.json").splitlines()[0]
        told.append((answer.code, echo if not told else re.sub(r"(?<=\d)[.,](?=\d)", _other, echo)))
    assert told[0] == told[1]
