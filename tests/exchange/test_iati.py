"""IATI results: the standard's own documents, and ours under its schema."""

from pathlib import Path

import pytest

from running import EXAMPLE, Program

DATA = EXAMPLE.parents[2] / "shared" / "data" / "iati"
pytest.importorskip("defusedxml")
pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the standard's documents are not here")
PASS = sorted((DATA / "tests" / "pass").glob("*.xml"))
FAIL = sorted((DATA / "tests" / "fail").glob("*.xml"))

# The first reason for each document that must fail; each line says where it is.
_REASONS = {
    "01": "result has no title", "02": "title has no narrative", "03": "indicator has no title",
    "06": "result has no indicator", "08": "aggregation-status", "09": "ascending",
    "36": "baseline has no attribute year",
    "38": "is not a year above 0", "39": "reference has no attribute vocabulary", "49": "comment has no narrative",
}  # fmt: skip


@pytest.mark.parametrize("path", PASS, ids=lambda path: path.stem)
def test_documents_that_must_pass_have_no_fault(program: Program, path: Path) -> None:
    """Every complaint is about a goal that the plan does not have or a value that is no number, not about IATI."""
    program.done("init")
    result = program.run("import", str(path))
    ours = ("there is no goal", "only, and there is none of the whole")
    complaints = [line for line in result.err.splitlines() if line.startswith("line ")]
    assert (result.code, [line for line in complaints if not any(one in line for one in ours)]) == (
        1 if complaints or "has no figure" in result.err else 0,
        [],
    )


@pytest.mark.parametrize("path", FAIL, ids=lambda path: path.stem)
def test_documents_that_must_fail_give_a_line_and_a_reason(program: Program, path: Path) -> None:
    """Exit 1, nothing recorded, and the element that is wrong by its line."""
    program.done("init")
    result = program.run("import", str(path))
    first = result.err.splitlines()[0]
    line = int(first.split(":")[0].removeprefix("line "))
    wanted = _REASONS.get(path.stem[:2], "")
    assert (result.code, result.out, wanted in result.err, 10 < line <= len(path.read_text("utf-8").splitlines())) == (
        1, "", True, True)  # fmt: skip


def test_own_export_is_valid(mongolia: Program) -> None:
    """What coopctl writes is valid under the standard's schema, for every kind of goal and figure."""
    etree = pytest.importorskip("lxml.etree")
    mongolia.done("goal", "add", "held", "--to", "between 2 and 3%")
    mongolia.done("goal", "add", "wait", "--to", "at most 5 days by 2027")
    mongolia.done("record", "trade-volume", "256M", "--on", "2024-12-31", "--note", "<b>&\x1b[31m")
    mongolia.done("record", "held", "2.5%", "--on", "2025-06-30")
    mongolia.done("record", "joint", "--on", "2025-06-30")
    mongolia.done("record", "third", "under", "--on", "2025-05")
    schema = etree.XMLSchema(etree.parse(str(DATA / "iati-activities-schema.xsd")))
    document = etree.fromstring(mongolia.done("export", "-o", "iati").encode())
    schema.assertValid(document)
    directions = [one.get("ascending") for one in document.iter("indicator")]
    assert (directions, document.xpath("//@currency")) == (["1"] * 7 + [None, "0"], [])


def test_a_period_of_the_calendar_gets_its_name(mongolia: Program) -> None:
    """Another organisation's actuals are matched by title, dated by their period, and their comment is the note."""
    text = (
        '<iati-activities version="2.03"><iati-activity><result type="1"><title><narrative>T</narrative></title>'
        '<indicator measure="1"><title><narrative>Trade Volume (USD)</narrative></title><period>'
        '<period-start iso-date="2024-07-01"/><period-end iso-date="2024-09-30"/><actual value="255000000">'
        "<comment><narrative>from customs</narrative></comment></actual></period></indicator></result>"
        "</iati-activity></iati-activities>"
    )
    mongolia.done("import", "-", stdin=text)
    row = mongolia.done("export").splitlines()[1].split(",")
    assert (row[0], row[1], row[3], row[13]) == ("trade-volume", "2024-Q3", "255000000", "from customs")


_ONE = (
    '<iati-activities><iati-activity><result type="1"><title><narrative>T</narrative></title>'
    '<indicator measure="1"><title><narrative>{title}</narrative></title><period>'
    '<period-start iso-date="{start}"/><period-end iso-date="{end}"/><actual value="5">{inside}</actual>'
    "</period></indicator></result></iati-activity></iati-activities>"
)


@pytest.mark.parametrize(
    ("head", "changes", "message"),
    [
        ("", {"end": "9999-12-31"}, "line 1: '9999-12-31' is outside the years 1900 to 2200"),
        ("", {"start": "9999-01-01", "end": "9999-12-31"}, "line 1: '9999-12-31' is outside the years 1900 to 2200"),
        ("", {"title": "Exports"}, "line 1: there is no goal 'Exports' (see `coopctl goal list`)"),
        ('<?xml version="1.0" encoding="shift_jis"?>', {}, "error: in.xml is not read: multi-byte encodings are"),
        ('<?xml version="1.0" encoding="x-none"?>', {}, "error: in.xml is not read: unknown encoding: x-none"),
        ("<result>" * 3000, {}, "error: in.xml, line 1: not well-formed XML: result lies more than 50 elements deep"),
    ],
)
def test_strange_documents_are_refused(mongolia: Program, head: str, changes: dict[str, str], message: str) -> None:
    """Dates beyond all plans, encodings that nobody reads and elements without end are errors of one or two lines."""
    said = {"title": "Trade Volume", "start": "2024-01-01", "end": "2024-12-31", "inside": ""} | changes
    (mongolia.folder / "in.xml").write_text(head + _ONE.format(**said))
    result = mongolia.run("import", "in.xml")
    assert (result.code, result.err.splitlines()[0][: len(message)]) == (1, message)


def test_a_number_of_our_own_that_is_none_changes_nothing(mongolia: Program) -> None:
    """What somebody broke in coopctl's own element costs the order of the figures, not the import."""
    own = '<x:figure xmlns:x="urn:coopctl:iati:1">{"number": "abc"}</x:figure>'
    text = _ONE.replace("{inside}", own.replace("{", "{{").replace("}", "}}"))
    document = text.format(title="Trade Volume", start="2024-01-01", end="2024-12-31")
    assert mongolia.done("import", "-", stdin=document) == "1 figure recorded\n"


def test_an_actual_is_what_a_period_comes_to(program: Program) -> None:
    """Others read a total as what it has come to and a count as one number a period, against targets of that period."""
    etree = pytest.importorskip("lxml.etree")
    program.done("init", "--date", "2022-12-31")
    program.done("goal", "add", "projects", "--from", "4", "--to", "10 new by 2024")
    program.done("goal", "add", "visits", "--from", "1 per year", "--to", "2 per year by 2024")
    program.done("record", "projects", "3", "--on", "2023-05-01")
    program.done("record", "projects", "2", "--on", "2024-06-01")
    program.done("record", "visits", "--on", "2024-03-01")
    program.done("record", "visits", "--on", "2024-09-01")
    exported = program.done("export", "-o", "iati")
    total, count = etree.fromstring(exported.encode()).iter("indicator")
    spans = [
        (*(each.get("iso-date") for each in one[:2]), [each.get("value") for each in one[2:]])
        for one in count.iter("period")
    ]
    assert [one.get("value") for one in total.iter("actual")] == ["7", "9"]
    assert spans == [("2024-01-01", "2024-12-31", ["2", "2"])]
    program.done("plan", "import", "-", "--yes", "--file", "two.json", stdin=program.done("export", "--plan"))
    said = program.done("import", "-", "--file", "two.json", stdin=exported)
    assert (said, program.done("export", "--file", "two.json").count("\n")) == ("4 figures recorded\n", 5)


def test_a_target_has_the_period_of_the_actual_that_ends_with_it(program: Program) -> None:
    """Others read both as one pair, whatever period the figure of a level is of."""
    etree = pytest.importorskip("lxml.etree")
    program.done("init", "--date", "2022-12-31")
    program.done("goal", "add", "level", "--from", "4", "--to", "10 by 2024, 20 by 2030")
    program.done("record", "level", "9", "--on", "2024")
    exported = etree.fromstring(program.done("export", "-o", "iati").encode())
    spans = [
        (*(each.get("iso-date") for each in one[:2]), [each.get("value") for each in one[2:]])
        for one in exported.iter("period")
    ]
    assert spans == [("2024-01-01", "2024-12-31", ["10", "9"]), ("2022-12-31", "2030-12-31", ["20"])]


def test_who_reports_is_said(program: Program) -> None:
    """The organisation and the activity have identifiers of their own; what is none is refused, other formats too."""
    program.done("init", "--title", "Plan")
    program.done("goal", "add", "g", "--from", "1", "--to", "9 by 2030")
    told = program.done("export", "-o", "iati", "--reporting-org", "XM-DAC-41114", "--activity-id", "XM-DAC-41114-7")
    assert '<reporting-org ref="XM-DAC-41114" type="90">' in told
    assert "<iati-identifier>XM-DAC-41114-7</iati-identifier>" in told
    alone = program.done("export", "--plan", "-o", "iati", "--reporting-org", "XM-DAC-41114")
    assert "<iati-identifier>XM-DAC-41114-plan</iati-identifier>" in alone
    assert program.run("export", "-o", "iati", "--reporting-org", "a b").code == 1
    assert program.run("export", "-o", "csv", "--activity-id", "a").code == 2


def _document(title: str, inside: str, measure: str = "1") -> str:
    """One indicator of another organisation, with its baseline and periods."""
    return (
        '<iati-activities version="2.03"><iati-activity><result type="1"><title><narrative>R</narrative></title>'
        f'<indicator measure="{measure}"><title><narrative>{title}</narrative></title>{inside}'
        "</indicator></result></iati-activity></iati-activities>"
    )


def _period(start: str, end: str, inside: str) -> str:
    return f'<period><period-start iso-date="{start}"/><period-end iso-date="{end}"/>{inside}</period>'


_BASE = '<baseline iso-date="2022-12-31" year="2022" value="{}"/>'


@pytest.mark.parametrize(
    ("inside", "taken"),
    [
        # As the targets: 9 is what there is of 14.
        (
            _BASE.format(4)
            + _period("2023-01-01", "2023-12-31", '<target value="8"/><actual value="7"/>')
            + _period("2024-01-01", "2024-12-31", '<target value="14"/><actual value="9"/>'),
            False,
        ),
        (
            _period("2023-01-01", "2023-12-31", '<target value="8"/><actual value="7"/>')
            + _period("2024-01-01", "2024-12-31", '<target value="14"/><actual value="9"/>'),
            False,
        ),
        # Periods that begin on one day.
        (
            _period("2023-01-01", "2023-12-31", '<actual value="3"/>')
            + _period("2023-01-01", "2024-12-31", '<actual value="5"/>'),
            False,
        ),
        # From zero, and each period has its own target: 3 and 2 were added.
        (
            _BASE.format(0)
            + _period("2023-01-01", "2023-12-31", '<target value="5"/><actual value="3"/>')
            + _period("2024-01-01", "2024-12-31", '<target value="5"/><actual value="2"/>'),
            True,
        ),
    ],
)
def test_what_a_total_has_come_to_is_not_added_up(program: Program, inside: str, taken: bool) -> None:
    """Where base, targets or periods show that an actual counts all, a total refuses it; a level takes it."""
    program.done("init", "--date", "2022-12-31")
    program.done("goal", "add", "projects", "--from", "4", "--to", "10 new by 2024")
    result = program.run("import", "-", stdin=_document("projects", inside))
    assert (result.code, result.out) == ((0, "2 figures recorded\n") if taken else (1, ""))
    if not taken:
        assert "is what it has come to, not what was added (`coopctl goal edit projects --measure level`" in result.err
        program.done("goal", "edit", "projects", "--measure", "level")
        assert program.done("import", "-", stdin=_document("projects", inside)) == "2 figures recorded\n"


def test_a_percentage_is_none_of_a_goal_in_another_unit(mongolia: Program) -> None:
    """The measure of the indicator says it, where a value alone would pass."""
    inside = _period("2024-01-01", "2024-12-31", '<actual value="12"/>')
    result = mongolia.run("import", "-", stdin=_document("Trade Volume", inside, "2"))
    assert (result.code, result.err.splitlines()[0]) == (
        1, "line 1: the actual 12 is a percentage, and trade-volume is in USD")  # fmt: skip
    assert mongolia.run("import", "-", stdin=_document("Trade Volume", inside, "1")).code == 0


def test_a_stage_is_read_from_the_comment(program: Program) -> None:
    """How others number stages nobody knows, and what is qualitative has no number at all."""
    program.done("init", "--date", "2022-12-31")
    program.done("goal", "add", "treaty", "--to", "signed of proposed < negotiating < signed", "--from", "proposed")
    said = "<comment><narrative>{}</narrative></comment>"
    named = '<actual value="2">' + said.format("Negotiating") + "</actual>"
    bare = "<actual>" + said.format("signed") + "</actual>"
    inside = _period("2023-01-01", "2023-12-31", named) + _period("2024-01-01", "2024-12-31", bare)
    program.done("import", "-", stdin=_document("treaty", inside, "5"))
    assert [line.split(",")[3] for line in program.done("export").splitlines()[1:]] == ["negotiating", "signed"]
    number = _document("treaty", _period("2025-01-01", "2025-06-30", '<actual value="1"/>'), "4")
    assert "'number 1' is not a stage of treaty" in program.run("import", "-", stdin=number).err


def test_parts_without_a_whole_are_named(program: Program) -> None:
    """It is said of which part an actual is, and an actual without a value is counted."""
    program.done("init", "--date", "2022-12-31")
    program.done("goal", "add", "g", "--from", "1", "--to", "9 by 2030")
    part = '<actual value="3"><location ref="KE-1"/><dimension name="sex" value="female"/></actual><actual value=""/>'
    result = program.run("import", "-", stdin=_document("g", _period("2023-01-01", "2023-12-31", part)))
    assert "line 1: the actual is of sex female, location KE-1 only, and there is none of the whole" in result.err


def test_the_figures_of_a_period_are_one_actual_of_it(program: Program) -> None:
    """Months of a sum per year are an actual of the year, beside the year's target; they come back as months."""
    etree = pytest.importorskip("lxml.etree")
    program.done("init", "--date", "2022-12-31")
    program.done("goal", "add", "sales", "--from", "10 per year", "--to", "20 per year by 2024", "--measure", "sum")
    for month, value in (("2023-11", "4"), ("2024-01", "5"), ("2024-02", "6")):
        program.done("record", "sales", value, "--on", month)
    exported = program.done("export", "-o", "iati")
    spans = [
        (*(each.get("iso-date") for each in one[:2]), [each.get("value") for each in one[2:]])
        for one in etree.fromstring(exported.encode()).iter("period")
    ]
    assert spans == [("2023-01-01", "2023-12-31", ["4"]), ("2024-01-01", "2024-12-31", ["20", "11"])]
    program.done("plan", "import", "-", "--yes", "--file", "two.json", stdin=program.done("export", "--plan"))
    program.done("import", "-", "--file", "two.json", stdin=exported)
    columns = [
        [line.split(",")[:4] for line in program.done("export", "--file", file).splitlines()]
        for file in ("two.json", "coop.json")
    ]
    assert columns[0] == columns[1]


def test_parts_left_out_are_counted(program: Program) -> None:
    """Of an actual of the whole and two of its parts the whole is taken, and the answer says how many were not."""
    program.done("init", "--date", "2022-12-31")
    program.done("goal", "add", "g", "--title", "Girls and boys", "--from", "1", "--to", "9 by 2030")
    part = '<actual value="{}"><dimension name="sex" value="{}"/></actual>'
    text = (
        '<iati-activities version="2.03"><iati-activity><result type="1"><title><narrative>R</narrative></title>'
        '<indicator measure="1"><title><narrative>Girls and boys</narrative></title><period>'
        '<period-start iso-date="2023-01-01"/><period-end iso-date="2023-12-31"/><actual value="5"/>'
        f"{part.format(2, 'f')}{part.format(3, 'm')}"
        "</period></indicator></result></iati-activity></iati-activities>"
    )
    assert program.done("import", "-", "--format", "iati", stdin=text) == "1 figure recorded, 2 of a part of another\n"
