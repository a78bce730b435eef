"""The table of other languages: every rule of it works, and a language more needs nothing but its rules."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopctl.errors import Refused
from coopctl.language import tongues, translated
from coopctl.language.promises import understand
from coopctl.language.sentences import parse_phrase
from coopctl.language.tongues import readings
from coopctl.language.translated import languages, words_of
from coopctl.language.wording import Wording
from coopctl.plan.plan import Plan
from coopctl.values.patterns import Needing, letters_in

ROMANCE = {
    "scales": [["milioni", "million"]],
    "sentences": [[r"entro\s+(?:il\s+)?@YEAR@", "by "], ["ridurre", "reduce"]],
}


@pytest.fixture
def romance() -> Iterator[None]:
    """A language more in the table, for as long as a test takes."""
    translated._table()["xx"] = ROMANCE
    tongues._marks()["xx"] = tongues.marks_of("entro|ridurre")
    yield
    for known in (translated._table, tongues._marks, translated._rules):
        known.cache_clear()


@pytest.mark.parametrize("language", languages())
def test_every_rule_of_a_language_is_a_pattern(language: str) -> None:
    """Each is a pattern and English words with no group that the pattern lacks; no empty one would be everywhere."""
    words = words_of(language)
    for pattern, english in chain.from_iterable(words[key] for key in words.keys() - {"done"}):
        found = translated.rule(pattern.replace("@DONE@", words.get("done", ""))).found
        assert not re.search(r"@[A-Z_]+@", found.pattern)
        assert not found.fullmatch("")
        numbers = [int(number) for number in re.findall(r"\\([0-9])", english)]
        assert max(numbers, default=0) <= found.groups
        assert set(re.findall(r"\\g<(\w+)>", english)) <= set(found.groupindex)


def test_every_language_has_its_marks() -> None:
    """Without marks its sentences are not read, and marks without rules are of no language."""
    assert set(tongues._marks()) == set(languages())


def test_english_is_understood_without_the_tables_of_other_languages() -> None:
    """They take longer to read than a phrase."""
    translated._table.cache_clear()
    for text in ("increase by 20% over the next two years", "keep at least 80%", "train 500 teachers by December 2030"):
        parse_phrase(text)
    assert not translated._table.cache_info().misses


@pytest.mark.usefixtures("romance")
def test_a_language_more_needs_only_its_rules() -> None:
    """What is in the table is read, though no line of the program names the language."""
    assert "reduce 5% by 2030" in list(readings("ridurre 5% entro il 2030"))


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("de", "3,2 Mrd. Euro", "3,2 billion Euro"),
        ("de", "4 Milliarden Euro", "4 billion Euro"),
        ("de", "2 Billionen Euro", "2 trillion Euro"),
        ("fr", "3 milliards d'euros", "3 billion euros"),
        ("fr", "3 billions d'euros", "3 trillion euros"),
        ("es", "3 mil millones de euros", "3 billion euros"),
        ("pt", "3 mil milhões de euros", "3 billion euros"),
        ("pt", "2 biliões de euros", "2 trillion euros"),
    ],
)
def test_a_scale_is_put_into_english_once(language: str, written: str, said: str) -> None:
    """A milliard is a billion, which no later rule may take for the long scale's and make a trillion of."""
    assert translated.ways(written, language)[0] == said


@pytest.mark.parametrize("language", languages())
def test_what_a_rule_for_scales_gives_is_taken_by_no_rule_behind_it(language: str) -> None:
    """In no language does one scale become another on the way into English."""
    rules = [english for _, english in words_of(language)["scales"]]
    compiled = translated._rules(language, ("scales",))
    for at, english in enumerate(rules):
        said = f"3 {english.strip()}"
        for pattern, other in compiled[at + 1 :]:
            assert pattern.sub(other, said).split() == said.split()


_RULES = [
    (language, pattern, english)
    for language in languages()
    for rules in words_of(language).values()
    if isinstance(rules, list)
    for pattern, english in rules
]
_WRITTEN = [*Path(__file__).with_name("ways.txt").read_text().splitlines()]


@given(st.data())
def test_a_rule_is_looked_for_wherever_it_finds_something(data: st.DataObject) -> None:
    """What it finds has one of the letters that it is said to need, in capitals and in small ones."""
    _, pattern, english = data.draw(st.sampled_from(_RULES))
    rule = re.compile(pattern, re.IGNORECASE)
    text = data.draw(st.from_regex(rule).filter(str.isascii))
    needing = Needing(rule, letters_in(pattern))
    assert needing.sub(english, text) == rule.sub(english, text)


def test_all_that_people_write_is_put_into_english_as_with_every_rule() -> None:
    """Whichever rules are spared."""
    sentences = [rule for language in languages() for rule in translated._rules(language, ("sentences",))]
    for line in _WRITTEN:
        for needing, english in sentences:
            assert needing.sub(english, line) == needing.found.sub(english, line)


def test_a_sentence_in_english_is_spared_most_rules() -> None:
    """A newcomer's first promise does not wait for eight hundred patterns."""
    text = "trade volume, $250 million, up 20% over the next two years"
    asked = [pattern for _, pattern, _ in _RULES if Needing(re.compile(""), letters_in(pattern))._may_find(text)]
    assert len(asked) < len(_RULES) / 4


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("fr", "réduire les coûts avant la fin du trimestre", "reduce les coûts by the end of this quarter"),
        ("de", "12 Schulen bis Jahresende", "12 Schulen by the end of this year"),
        ("es", "12 escuelas antes de fin de mes", "12 escuelas by the end of this month"),
        ("pt", "12 escolas até o fim do ano", "12 escolas by the end of this year"),
    ],
)
def test_the_end_of_a_period_is_said_in_sentences_as_in_cells(language: str, written: str, said: str) -> None:
    """One rule is for both."""
    assert translated.in_sentence(written, language) == said == translated.in_phrase(written, language)


_CHANGES = {"increase", "reduce", "reduction"}


def _words_for_changes() -> Iterator[tuple[str, str]]:
    """The single words for a rise or a fall, by language, that have no ending in brackets."""
    for language in languages():
        for said, english in words_of(language).get("words", ()):
            if english in _CHANGES:
                yield from ((language, word) for word in said.split("|") if word.isalpha())


@pytest.mark.parametrize(("language", "word"), [*_words_for_changes()])
@pytest.mark.parametrize("bound", ["≥ 30 %", "≥30%", "> 30 %"])
def test_a_word_for_a_change_before_a_bound_is_no_subject_of_it(language: str, word: str, bound: str) -> None:
    """`baisse ≥ 30 %` is no level of 30% that is kept: it is that change, or is asked about."""
    try:
        promise = understand(Wording("", f"{word} {bound}", date(2026, 1, 15)), Plan()).promise
    except Refused:
        return
    assert promise.keep is None, language


@pytest.mark.parametrize("sign", ["-", "- ", "−", "+", "+ ", "↓ ", "↓", "↑ ", "▼ "])
@pytest.mark.parametrize("bound", ["≥30%", "at least 30%", "< 30", "≤ 5 days"])
def test_a_sign_of_a_change_before_a_bound_is_no_subject_of_it(sign: str, bound: str) -> None:
    with pytest.raises(Refused):
        understand(Wording("", f"{sign}{bound}", date(2026, 1, 15)), Plan())


@pytest.mark.parametrize("subject", ["Coverage", "Coverage –", "p95", "Taux", "Quote"])
def test_what_is_no_change_is_the_subject_of_its_bound(subject: str) -> None:
    assert understand(Wording("", f"{subject} ≥ 30%", date(2026, 1, 15)), Plan()).promise.keep is not None
