"""Words on their way to people: what cannot be seen is spelled out, and what words need is left as it is."""

import re

import pytest

from coopctl.output import Terminal
from coopctl.output.formats.text import in_place, visible
from running import Program

HIDDEN = [
    "\x1b", "\x9b", "\xad", "\u034f", "\u061c", "\u115f", "\u180e", "\u200b", "\u200e", "\u202e", "\u2066", "\u206a",
          "\u2800", "\u3164", "\ufeff", "\uffa0", "\U000e0041", "\ud800"]  # fmt: skip


@pytest.mark.parametrize("sign", HIDDEN)
def test_what_cannot_be_seen_is_spelled_out(sign: str) -> None:
    """Controls, marks of direction, soft hyphens, fillers, tags and halves of letters."""
    assert visible(f"a{sign}b") == f"a{sign.encode('unicode_escape').decode()}b"


@pytest.mark.parametrize("word", ["می‌خواهم", "क्‍ष", "👩‍💻", "❤️‍🔥", "ᠮᠣᠩᠭᠣᠯ", "עברית", "e\u0301"])
def test_what_words_need_stays(word: str) -> None:
    """Joiners between the letters of a script, or the parts of a picture, and marks on letters."""
    assert visible(word) == word


@pytest.mark.parametrize("text", ["a\u200db", "\u200dab", "ab\u200c", "é\u200d\u200dé", "a \u200c b"])
def test_a_joiner_that_joins_nothing_is_spelled_out(text: str) -> None:
    """Between signs of ASCII, at an edge or beside another it can only hide something."""
    assert "\\u200" in visible(text)


@pytest.mark.parametrize("title", ["  ", "\u200b", "\u3164\u3164", "\u2800", "\u00a0", "\ufe0f"])
def test_a_title_can_be_seen(program: Program, title: str) -> None:
    """Blanks and signs that are drawn as nothing are no title, of a plan, a group or a goal."""
    program.done("init")
    for command in (
        ["goal", "add", "x", "--title", title, "--from", "1", "--to", "2 by 2030"],
        ["group", "add", "sector:x", "--title", title],
        ["plan", "edit", "--title", title],
    ):
        result = program.run(*command)
        assert (result.code, "title" in result.err) == (1, True), command


@pytest.mark.parametrize("title", ["שיעור האבטלה", "حجم التجارة", "Rate שיעור", "שיעור 90%"])
def test_what_stands_beside_letters_from_the_right_keeps_its_place(program: Program, title: str) -> None:
    """A terminal that turns such letters showed `8% ← 12` for `12 → 8%`; columns in a pipe have the words alone."""
    program.done("goal", "add", title, "--from", "12%", "--to", "8% by 2030")
    program.terminal = Terminal(width=None)
    piped = program.done("status", "--columns", "title") + program.done("goal", "list")
    program.terminal = Terminal(width=80)
    for command in (["status"], ["goal", "list"], ["record", title, "11%"]):
        told = (line for line in program.done(*command).splitlines() if not line.startswith("recorded"))
        row = next(line for line in told if "%" in line.replace("90%", ""))
        marked = re.sub(r"[^\u200e\u0590-\u06ff0-9]+", " ", row.replace("90", ""))
        assert re.search(r"[\u0590-\u06ff] ?\u200e[ 0-9]+[128]", marked), ascii(row)
    assert "\u200e" not in piped + program.run("record", title, "5 kg").err  # what is copied has none


def test_a_name_in_other_letters_has_no_mark_beside_it() -> None:
    assert [in_place(text) for text in ("Trade", "Réduction", "貿易額", "ภาษา")] == [
        "Trade",
        "Réduction",
        "貿易額",
        "ภาษา",
    ]
