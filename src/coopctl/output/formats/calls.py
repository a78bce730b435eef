"""Calls of the program in a text, which people copy: where each ends, and how it names the file that was named."""

from coopctl.values.patterns import later

# Every command by its name, those that need no plan apart: what follows the program's name in prose is none of them.
ON_A_PLAN = frozenset(
    """init plan goal group record retract confirm undo redo import export status log explain chart diff report check
    due checkin watch merge share doctor backup restore""".split()
)
WITHOUT_A_PLAN = frozenset("demo help merge-driver schema completion".split())

# A word of a call, which may be in quotation marks; the sentence goes on after a comma, and with these words.
_WORD = r"""(?:'[^']*'|"[^"]*"|\S)+"""
_GOES_ON = r"(?!(?:and|or|then|to|for|with|takes)\b)"
_NAMES = "|".join(sorted(ON_A_PLAN | WITHOUT_A_PLAN, reverse=True))
_FIRST = rf"(?:[A-Z_]+=\S+ )?(?:coopctl (?:--file {_WORD} )?(?:{_NAMES})|git (?:rm|show))(?![\w-])"
CALL = rf"[(]?{_FIRST}(?:(?<![;,:)]) {_GOES_ON}{_WORD})*\S*"
_ON_A_PLAN = later(rf"\bcoopctl (?=(?:{'|'.join(ON_A_PLAN)})(?![\w-])(?![^`;]*--(?:help|file)\b))")


def addressed(text: str, program: str) -> str:
    """The text with `program` for the name of the program in calls that work on a plan: `coopctl --file a.json`."""
    return text if program == "coopctl" else _ON_A_PLAN.sub(lambda _: f"{program} ", text)
