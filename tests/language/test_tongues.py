"""The table of other languages: every rule of it works, and a language more needs nothing but its rules."""

import re
from collections.abc import Iterator

import pytest

from coopctl.language import tongues, translated
from coopctl.language.sentences import parse_phrase
from coopctl.language.tongues import readings
from coopctl.language.translated import languages, words_of

ITALIAN = {
    "scales": [["milioni", "million"]],
    "whole": {"sentences": [[r"entro\s+(?:il\s+)?@YEAR@", "by "], ["ridurre", "reduce"]]},
}


@pytest.fixture
def italian() -> Iterator[None]:
    """Italian in the table, for as long as a test takes."""
    translated._table()["it"] = ITALIAN
    tongues._marks()["it"] = tongues.marks_of("entro|ridurre")
    yield
    for known in (translated._table, tongues._marks, tongues._sentences, translated._rules):
        known.cache_clear()


@pytest.mark.parametrize("language", languages())
def test_every_rule_of_a_language_is_a_pattern(language: str) -> None:
    """Each is a pattern and English words with no group that the pattern lacks; no empty one would be everywhere."""
    words = words_of(language)
    rules = [*words["whole"]["sentences"], *(rule for key in words if key != "whole" for rule in words[key])]
    for pattern, english in rules:
        found = re.compile(tongues._spelt_out(pattern), re.IGNORECASE)
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


@pytest.mark.usefixtures("italian")
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
