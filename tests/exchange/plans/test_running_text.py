"""Running text that states goals, alone and beside tables and lists."""

from datetime import date

import pytest

from coopctl.exchange.plans.lines import MOST_LINES
from coopctl.exchange.plans.readers.separated import looks_so
from exchange.plans.documents import drafted, promised, unread

TWO = ("Trade, $250 million, up 20% by 2028", "Visits: 5 per year; 10 per year by 2028")


def _titles(text: str) -> list[tuple[str, str]]:
    return [(one.goal.title, f"{one.place}") for one in drafted(text).goals]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("\n".join(TWO), ["line 1", "line 2"]),
        ("\n\n".join(TWO), ["line 1", "line 3"]),
        ("# Plan\n\nA word first.\n\n" + "\n".join(TWO), ["line 5", "line 6"]),
        ("The plan says: Trade, $250 million, up 20% by 2028; and Visits, 5 per year, 10 per year by 2028.",
         ["line 1, part 1", "line 1, part 2"]),
    ],
)  # fmt: skip
def test_each_line_or_clause_is_a_goal(text: str, places: list[str]) -> None:
    """A semicolon within a statement does not end it."""
    assert _titles(text) == [("Trade", places[0]), ("Visits", places[1])]


def test_one_that_is_not_understood_among_others_is_named() -> None:
    found = drafted("\n".join([*TWO, "Exports, some more by 2028"]))
    assert ([one.goal.title for one in found.goals], len(unread(found))) == (["Trade", "Visits"], 1)
    assert unread(found)[0].startswith("line 3: 'Exports, some more by 2028' is not read")


@pytest.mark.parametrize(
    "text",
    [
        "We trained 40 teachers last year.\nThere is a budget of $5 million\nand more to do in 2027.\n",
        "We met on 5 May 2026; 12 people came; nothing was decided.\n",
        "Hello\n",
        "We will do things.\nDeadline: 2027.\n",
    ],
)
def test_running_text_that_tells_something_else_is_left(text: str) -> None:
    found = drafted(text)
    assert (found.goals, found.passed, found.problems) == ((), (), ())


def test_a_statement_among_lines_that_state_nothing_is_named() -> None:
    found = drafted(f"{TWO[0]}\nwhich is a lot\nand not easy to do.\n")
    assert ([one.goal.title for one in found.goals], len(unread(found))) == ([], 1)


def test_a_long_text_is_no_plan() -> None:
    """Looking at each of its lines would take long."""
    assert drafted(f"{TWO[0]}\n\n" * MOST_LINES).goals != ()
    assert drafted(f"{TWO[0]}\n\n" * (MOST_LINES + 1)).goals == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Trade, $250 million, up 20% by 2028", False),
        ("Visits, 5 annually, 10 annually by 2028", False),
        ("Goal, Baseline (2024), Target 2028", True),
        ("Goal, 2024, 2028", True),
        ("Goal,Unit,Baseline,Target", True),
        ("g1,5,10", True),
    ],
)
def test_commas_between_amounts_make_no_table(line: str, expected: bool) -> None:
    """Where no name of a file says what it is."""
    assert looks_so(f"{line}\n{line}\n".encode()) is expected


STATEMENT = """The two sides met in May. They agreed to raise trade from $2 billion in 2024 to $5 billion by 2030, and
will hold two joint exercises a year. In 2023, trade fell from $3 billion to $2 billion. Visa processing time will be
cut from 30 days (2024) to 10 days by the end of 2027. Some 40 students will travel in 2026 or so."""


def test_sentences_of_a_paragraph_that_promise_something_are_goals() -> None:
    """What has come about is none; one that promises something and is not understood is named."""
    found = drafted(STATEMENT)
    assert promised(found) == {
        "Raise trade": (2e9, "2024-12-31", 5e9, "2030-12-31", "USD"),
        "Hold two joint exercises a year": (None, "2025-12-31", None, "None", "joint exercises"),
        "Visa processing time": (30.0, "2024-12-31", 10.0, "2027-12-31", "days"),
    }
    assert [line.partition(" is not read")[0] for line in unread(found)] == [
        "line 1, part 6: 'Some 40 students will travel in 2026 or so.'"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Enrolment increased from 60% in 2015 to 70% by 2030.",
        "The population is projected to grow from 12 million to 15 million by 2030.",
        "If nothing is done, emissions will rise from 40 Mt to 60 Mt by 2030.",
        "The budget for 2026 is $5 million.",
        "It will cost $4 million by 2027.",
        "The committee will meet on 3 March 2027.",
        "Section 3 describes the goals for 2030.",
        "Ages from 15 to 24 will be eligible until 2027.",
        "The target group is 400 households in 2026.",
        "El desempleo pasó de 12% a 9% en 2030.",
        "They had 40 schools in 2030.",
        "Coverage by region: 60% by 2015.",
    ],
)
def test_sentences_of_a_paragraph_that_tell_something_are_left(sentence: str) -> None:
    found = drafted(f"Something came first. {sentence}")
    assert (found.goals, found.passed, found.problems) == ((), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "We aim at approx. 40 schools by 2028.",
        "J. Smith will train 40 teachers by 2028.",
        "Bis zum 1. Januar 2028 sollen 40 Schulen gebaut werden.",
    ],
)
def test_a_point_within_a_sentence_does_not_end_it(text: str) -> None:
    assert not any(", part" in line for line in (*unread(drafted(text)), *(place for _, place in _titles(text))))


def test_running_text_above_a_list_counts_once() -> None:
    """What the list says again is not told twice, and a day that a sentence names is not that of the list."""
    text = (
        "They met in 2025. Literacy will rise from 60% (2024) to 75% by 2030. Exports will grow to $4 billion by 2029."
    )
    found = drafted(f"{text}\n\n- Literacy: from 60% (2024) to 75% by 2030\n- Train 500 teachers by 2028\n")
    assert [one.goal.title for one in found.goals] == [
        "Literacy",
        "Exports will grow to $4 billion by 2029",
        "Train 500 teachers by 2028",
    ]


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        (
            "They will raise trade from $2 million to $5 million by 2030, and open 3 offices by 2028.",
            ["Raise trade", "Open 3 offices by 2028"],
        ),
        (
            "Exports will grow from 4 Mt to 6 Mt by 2030, while costs will fall from 9% to 5% by 2029.",
            ["Exports", "Costs"],
        ),
        ("Investment, which stood at $18 million in 2023, is to reach $30 million by 2027.", ["Investment"]),
        ("Enrolment was 62% in 2024 and should rise to 75% by 2029.", ["Enrolment"]),
        ("The rate was 12% and will fall.", []),
        ("We will train 40 people, and open 3 offices by 2028.", []),  # by when the first is, is said for both or none
        ("We will train 1,200 people by 2027, while coverage rises from 72% to 90%.", []),
    ],
)
def test_two_promises_in_a_sentence_are_two_or_none(sentence: str, titles: list[str]) -> None:
    found = drafted(f"We met. {sentence}")
    assert ([one.goal.title for one in found.goals], bool(unread(found))) == (titles, not titles)


def test_a_promise_of_an_old_plan_says_how_it_is_read() -> None:
    text = "We met. Exports will grow from 4 Mt to 6 Mt by 2018, while costs will fall from 9% to 5% by 2019."
    assert all("--date 201" in line for line in unread(drafted(text)))
    assert list(promised(drafted(text, today=date(2015, 3, 1)))) == ["Exports", "Costs"]


def test_a_promise_without_a_day_that_is_not_understood_is_named() -> None:
    assert unread(drafted("We met. The goal is to create some 1,600 jobs or more."))


TABLE = """| Indicator | 2024 | Target 2030 |
|---|---|---|
| Trade | $2 billion | $5 billion |
| Scholarships | 120 | 300 |
"""
BESIDE = f"""We met in May. They agreed to raise trade from $2 billion in 2024 to $5 billion by 2030.

{TABLE}
The share of women will rise from 20% to 45% by 2028. Some 40 students will travel in 2026 or so.

Tourism grew by 12% in 2025.
"""


def test_what_running_text_beside_a_table_promises_is_named() -> None:
    """Like a list, it is read where that is asked for; what it tells is passed over."""
    found = drafted(BESIDE)
    assert ([one.goal.title for one in found.goals], found.unlisted) == (["Trade", "Scholarships"], 3)
    assert [line.partition(":")[0] for line in unread(found)] == ["line 1, part 2", "line 8, part 1", "line 8, part 2"]
    assert all(line.endswith("is running text, and not read; --lists reads it") for line in unread(found))


def test_running_text_beside_a_table_is_read_where_that_is_asked_for() -> None:
    """What a row says likewise is told once, and what is not understood is named."""
    found = drafted(BESIDE, lists=True)
    assert list(promised(found)) == ["Trade", "Scholarships", "The share of women"]
    assert [line.partition(":")[0] for line in unread(found)] == ["line 8, part 2"]


def test_a_row_that_is_said_again_in_a_long_sentence_is_told_once() -> None:
    table = "| Indicator | 2024 | 2030 target |\n|---|---|---|\n| Public services available online | 52% | 95% |\n"
    text = "By 2030, 95% of public services will be available online, compared with 52% in 2024."
    found = drafted(f"{text}\n\n{table}", lists=True)
    assert (list(promised(found)), unread(found)) == (["Public services available online"], [])


def test_who_plans_it_is_no_part_of_the_title() -> None:
    found = drafted(f"O Plano prevê que a cobertura passará de 56% para 90% até 2033.\n\n{TABLE}", lists=True)
    assert "A cobertura" in promised(found)


def test_running_text_beside_a_table_takes_no_row_away() -> None:
    """What it says otherwise of a goal of the table is named, and the row stands."""
    found = drafted(f"Trade will rise from $2 billion to $6 billion by 2030.\n\n{TABLE}", lists=True)
    assert promised(found)["Trade"][2] == 5e9
    assert unread(found)[0].endswith("is not read: a table promises something else of 'Trade'")


@pytest.mark.parametrize("caption", ["By the end of 2027 we will reach 3 of these:", "Table 2: goals for 2030", ""])
def test_what_leads_in_a_table_is_no_promise(caption: str) -> None:
    assert unread(drafted(f"{caption}\n\n{TABLE}")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "El presupuesto alcanzará el 12 % del total en 2028.",
        "O orçamento será de 12% do total em 2028.",
        "Serão construídas 200 estações até 2030.",
        "Le taux de couverture passera à 80 %, contre 45 % en 2022.",
    ],
)
def test_what_is_to_come_is_told_in_other_languages(sentence: str) -> None:
    assert drafted(f"{sentence}\n\n{TABLE}").unlisted == 1


def test_of_much_running_text_the_first_sentences_are_told_and_how_many_more_there_are() -> None:
    text = "\n\n".join(f"We will train {number} teachers by 2028." for number in range(20, 35))
    found = drafted(f"{TABLE}\n{text}\n")
    assert (len(unread(found)), found.unlisted) == (11, 15)
    assert unread(found)[-1] == "line 26: 5 more sentences not read, down to line 34; --lists reads them"


def test_the_numbers_of_lines_are_no_part_of_what_they_state() -> None:
    """A day in a line counts before that of the heading, also where another year stands before it."""
    text = "# Goals 2026-2030\n\n1.1 Life expectancy: 71 (2023) -> 74 (2029)\n1.2 Enrolment: from 58% to 80% by 2030\n"
    found = promised(drafted(text))
    assert [(title, row[3]) for title, row in found.items()] == [
        ("Life expectancy", "2029-12-31"),
        ("Enrolment", "2030-12-31"),
    ]


def test_a_sentence_whose_verb_would_be_in_the_unit_is_named() -> None:
    text = "No more than 5% of waste will go to landfill by 2035."
    assert unread(drafted(f"{text}\n\n{TABLE}", lists=True))[0].startswith("line 1: ")
