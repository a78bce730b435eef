"""The report: what stands in it and in which order, as a page, as Markdown and as a mail."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from coopctl.judgement.methods import METHODS
from coopctl.plan.plan import Entry
from coopctl.store.file.store import TinyStore
from running import Program

PAST = ("--as-of", "2025-06-30", "--since", "2024-12-31")


@pytest.fixture
def told(mongolia: Program) -> Program:
    """The example plan with figures that put one goal off track, one on it, and leave the rest without any."""
    mongolia.done("record", "trade-volume", "262M", "--on", "2025-06-30", "--source", "Customs, table 4")
    mongolia.done("record", "joint-military-exercises", "--on", "2024-09-01")
    mongolia.done("record", "cultural-programs", "6", "--on", "2024-11-30")
    mongolia.done("goal", "edit", "trade-volume", "--cadence", "monthly", "--owner", "Trade desk")
    return mongolia


def page(program: Program, *arguments: str, name: str = "out.html") -> str:
    program.done("report", name, *arguments)
    return (program.folder / name).read_text("utf-8")


class _Outline(HTMLParser):
    """The headings of a page, what it loads, and whether its elements are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.headings: list[str] = []
        self.loaded: list[str] = []
        self.ids: list[str] = []
        self.aims: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.loaded += [f"{tag} {name}" for name in ("src", "srcset", "xlink:href", "data", "action") if name in named]
        self.loaded += [tag] if tag in ("script", "link", "iframe", "object", "base") else []
        if "id" in named:
            self.ids.append(named["id"] or "")
        if tag == "a":
            self.aims.append(named["href"] or "")
        if tag not in ("meta", "br"):
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in ("h1", "h2"):
            self.headings.append(data.strip())


def test_the_page_is_in_the_order_of_who_decides(told: Program) -> None:
    outline = _Outline(page(told, *PAST, "--title", "Where we stand"))
    assert outline.headings == [
        "Where we stand",
        "Needs a decision",
        "Changed since 31 Dec 2024",
        "Evidence that is missing",
        "All promises",
        "Each promise",
        "How this was judged",
    ]


def test_the_page_needs_nothing_else(told: Program) -> None:
    """No script, no network, and every link leads to a place in the page."""
    text = page(told, *PAST)
    outline = _Outline(text)
    assert outline.loaded == []
    assert not re.search(r"url\(|@import|\bon[a-z]+=", text)
    assert len(set(outline.ids)) == len(outline.ids)
    assert {aim.removeprefix("#") for aim in outline.aims} <= set(outline.ids)


@pytest.mark.parametrize("name", ["out.html", "out.md", "mail.html"])
def test_the_same_command_gives_the_same_bytes(told: Program, name: str) -> None:
    """Whatever the file is called, and also on another day; the command on the page gives them, too."""
    email = ("--email",) if name == "mail.html" else ()
    first = page(told, *PAST, *email, name=name)
    told.later(days=40)
    assert page(told, *PAST, *email, name=f"again-{name}") == first
    assert f"--known-at 2025-07-01T00:05:00Z --since 2024-12-31{' --email' if email else ''}" in first.replace("\\", "")
    assert page(told, *PAST, "--known-at", "2025-07-01T00:05:00Z", *email, name=name) == first


def test_trouble_comes_first_and_evidence_by_owner(told: Program) -> None:
    text = told.done("report", *PAST)
    decide, rest = text.split("## Changed since", 1)
    assert "**Trade Volume**: 262M USD on 30 Jun 2025: 24% of the way, where 45% was promised" in decide
    assert "**Joint Military Exercises**: off track → on track" in rest.split("## Evidence")[0]
    later = told.done("report", "--as-of", "2025-09-30").split("## Evidence that is missing")[1]
    assert (
        "- **Trade desk**\n  - Trade Volume: the figure for 31 Jul 2025 is 2 months late; the last is of 30 Jun 2025"
        in later
    )


def test_a_long_list_of_evidence_is_no_second_table(told: Program) -> None:
    """Of each owner the first seven are named, and how many more there are."""
    for number in range(9):
        told.done("goal", "add", f"g{number}", "--from", "1", "--to", "2 by 2030", "--owner", "Ann")
    for form, more in (
        ("out.md", "  - and 2 more below\n"),
        ("out.html", "and 2 more in the table"),
        ("mail.html", "2 more"),
    ):
        text = page(told, "--owner", "Ann", *(["--email"] if form == "mail.html" else []), name=form)
        evidence = text.partition("Evidence that is missing")[2].partition("All promises")[0]
        assert (evidence.count("No figure"), more in evidence) == (7, True), form


def test_a_title_turns_nothing_beside_it(told: Program) -> None:
    """What follows a title of letters that run from the right stands behind it: 60% is no part of its name."""
    told.done(
        "goal",
        "add",
        "vaccine",
        "--title",
        "חיסון",
        "--from",
        "70%",
        "--to",
        "90% by 2027",
        "--since",
        "2024-12-31",
        "--owner",
        "דנה",
    )
    told.done("record", "vaccine", "60%", "--on", "2025-06-30")
    for words in ((), ("--email",)):
        body = page(told, *words).partition("<body")[2]
        for found in re.finditer("חיסון|דנה", body):
            before = body[: found.start()]
            assert before.rfind("<bdi>") > before.rfind("</bdi>") or before.endswith("Owner</dt><dd>"), before[-80:]


@pytest.mark.parametrize("method", METHODS)
def test_each_method_says_its_rule_and_source(told: Program, method: str) -> None:
    rule = told.done("report", "--method", method).partition(f"- **{method}**: ")[2].partition(" Source: ")
    assert rule[0].strip(". ")
    assert rule[2].partition("\n")[0].strip(". ")


def test_what_is_late_after_its_lag_says_when_it_was_due(told: Program) -> None:
    told.done("goal", "edit", "trade-volume", "--lag", "45d")
    later = told.done("report", "--as-of", "2025-09-30")
    assert "the figure for 31 Jul 2025 was due by 14 Sep 2025, 16 days ago; the last is of 30 Jun 2025" in later


def test_when_it_was_known_is_told_where_that_is_another_day(told: Program) -> None:
    assert "as of 1 Jul 2025\n" in told.done("report")
    assert "as of 30 Jun 2025 · known on 1 Jul 2025\n" in told.done("report", "--as-of", "2025-06-30")


def test_only_what_was_asked_for(told: Program) -> None:
    text = told.done("report", "--owner", "Trade desk", "--as-of", "2025-06-30")
    assert "0 of 1 promise" in text
    assert "Joint Military" not in text
    assert "--owner 'Trade desk'" in text


@pytest.mark.parametrize("form", [(), ("--email",)])
def test_what_people_write_is_text(told: Program, form: tuple[str, ...]) -> None:
    """Markup, entities and control characters in any text of the plan stay text."""
    evil = '<script>alert(1)</script> & "quoted" \x1b[31m'
    told.done(
        "goal", "edit", "trade-volume", "--title", evil, "--owner", "<b>", "--note", "<img src=x onerror=alert(1)>"
    )
    told.done("record", "trade-volume", "263M", "--source", "<i>", "--url", "javascript:alert(1)", "--note", "</td>")
    text = page(told, *form)
    assert "<script" not in text
    assert "<img" not in text
    assert "\x1b" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in text
    assert _Outline(text).loaded == []


def test_markdown_takes_no_markup_of_a_title(told: Program) -> None:
    told.done("goal", "edit", "trade-volume", "--title", "a | b *c* [d](e)")
    assert "a \\| b \\*c\\* \\[d](e)" in told.done("report")


def test_what_is_provisional_and_what_is_only_the_baseline_is_marked(told: Program) -> None:
    told.done("record", "trade-volume", "263M", "--on", "2025-07-01", "--provisional")
    text = told.done("report")
    assert "263M USD on 1 Jul 2025 (provisional)" in text
    assert "| 263M USD p |" in text
    assert "(baseline) |" in text


def test_promises_stand_under_the_kind_of_group_asked_for(told: Program) -> None:
    """Without areas the kind that most promises are in parts them."""
    told.done("goal", "edit", "trade-volume", "--group", "objective:economic-growth")
    told.done(
        "goal", "edit", "cultural-programs", "--group", "sector:technology", "--group", "objective:economic-growth"
    )
    assert re.findall("^### (.*)", told.done("report"), re.MULTILINE) == ["Economic Growth", "Other promises"]
    by_sector = told.done("report", "--group-by", "sector")
    assert re.findall("^### (.*)", by_sector, re.MULTILINE) == ["Technology", "Other promises"]
    assert "--group-by sector" in by_sector
    refused = told.run("report", "--group-by", "colour")
    assert (refused.code, refused.out) == (1, "")


def test_an_empty_plan_has_a_page(program: Program) -> None:
    program.done("init", "--title", "Nothing yet")
    assert "There are no promises here yet." in page(program)


def test_a_name_that_is_neither_page_nor_markdown_is_refused(told: Program) -> None:
    refused = told.run("report", "out.docx")
    assert (refused.code, refused.out) == (2, "")
    assert not (told.folder / "out.docx").exists()


def test_the_templates_ship() -> None:
    import coopctl.output.formats.page as module

    names = {path.name for path in (Path(module.__file__).parent / "templates").iterdir()}
    assert names == {f"{form}.jinja" for form in module.PageFormat}


def test_the_last_figures_of_a_goal_are_the_latest_that_stand(
    mongolia: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many there are of others since, and without a look at those before."""
    for day in range(1, 13):
        mongolia.done("record", "trade-volume", f"{250 + day}M", "--on", f"2025-05-{day:02}", "--key", f"trade-{day}")
    mongolia.done("record", "trade-volume", "259.5M", "--on", "2025-05-09", "--replaces", "trade-9")
    mongolia.done("record", "cultural-programs", "3", "--on", "2025-02-01")
    read: list[str] = []
    newest = TinyStore.newest

    def counted(store: TinyStore) -> Iterator[Entry]:
        for place, figure in newest(store):
            read.append(figure.key)
            yield place, figure

    monkeypatch.setattr(TinyStore, "newest", counted)
    text = page(mongolia, "--as-of", "2025-05-11", name="out.html")
    told = re.findall(r"(\d+)M USD", text.partition("Figures and sources")[2].partition("</details>")[0])
    assert told == ["261", "260", "260", "258", "257", "256", "255", "254"]
    assert {"trade-4", "trade-2"} - set(read) == {"trade-2"}


@pytest.mark.parametrize("name", ["out.html", "out.md", "mail.html"])
def test_stale_evidence_is_told(program: Program, name: str) -> None:
    """What is on track by an old figure is no good news: headline, table and missing evidence say so."""
    program.done("goal", "add", "w", "--from", "0", "--to", "100 by 2026-12-31", "--since", "2021-12-31")
    program.done("record", "w", "70", "--on", "2024-12-31")
    text = page(program, "--as-of", "2026-06-30", *(("--email",) if name == "mail.html" else ()), name=name)
    assert "1 promise is" in text
    assert "the evidence of 1 is stale." in text
    assert re.search(r"(track|risk), stale", text)
    assert "the last figure is of 31 Dec 2024" in text
    assert "None." not in text


def test_a_mail_breaks_words_of_titles_and_no_numbers(told: Program) -> None:
    """A long word is broken where people write; 100,000 and Progress stay in one piece however narrow it is."""
    text = page(told, "--email", name="mail.html")
    broken = [style for style in re.findall(r"<(\w+ [^>]*word-break[^>]*)>", text) if "text-align:right" in style]
    assert ("word-break" in text, "word-break" in text.partition('role="main"')[2].partition(">")[0], broken) == (
        True, False, [],
    )  # fmt: skip
