"""Lists to goals and groups: what leads in says what kind of things a list names."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec import structs

from coopctl.errors import CoopctlError, Ended, Refused
from coopctl.exchange.plans import periods
from coopctl.exchange.plans.document import Block, Document, Grid, Heading, Item, Place, Prose
from coopctl.exchange.plans.draft import DraftGoal, Passed, Problem, shortened
from coopctl.exchange.plans.headers import meanings
from coopctl.exchange.plans.leading import Lead, Years
from coopctl.exchange.plans.lines import is_doubtful, is_misread, with_mark
from coopctl.exchange.plans.looks import INITIATIVE
from coopctl.exchange.plans.tables import KEY_RESULT, Manner, Read, group_kind, section_of, stage_goal
from coopctl.exchange.plans.words import announces_steps
from coopctl.language.deadlines import day_said
from coopctl.language.echo import echo
from coopctl.language.phrases import FACTORING, FALLING, RISING
from coopctl.language.stated import LONGEST_TITLE, TITLED, Stated, is_promising, stated
from coopctl.language.wording import Wording
from coopctl.plan.plan import Goal, Group
from coopctl.values.dates import parse_day
from coopctl.values.ids import MOST_ID, slug
from coopctl.values.patterns import later
from coopctl.values.quantities import POINTED
from coopctl.values.vocabulary import MONTHS, pattern

_BY_PERIOD = later(r"\b(?:by|until|d'ici|bis|para|até)\s+(?P<day>[^,:]*?[0-9]{4}(?:[-/][0-9]{2,4})?)", re.IGNORECASE)
_BY = later(r",?\s(?:by|before|until)\s+(?:the\s+)?(?:end\s+of\s+)?(?P<day>\S.*)", re.IGNORECASE)

# What a step may be named to be done by, before the day: `In 2026, open the embassy`, `a fund by end-2026`.
_BEFORE_DAY = later(
    r"(?:^|\W)(?:by|before|until|in|during|end of)\s(?:the\s)?(?:end[ -](?:of\s)?|(?P<part>\w+[ -](?:of )?))?$|^$",
    re.IGNORECASE,
)
_TIMES = "two|three|four|five|six|ten|[2-9]|[1-9][0-9]"
# What is no step that is done or not, and why.
_NO_DEED = (
    (
        later(
            rf"\bevery (?:other|second|third|(?:{_TIMES})) (?:day|week|month|quarter|year)s?\b|\bbiennial|\btriennial",
            re.IGNORECASE,
        ),
        "it is done again and again, in no period that is counted by",
    ),
    (
        later(
            rf"\b(?:{FACTORING})\b(?! (?:check|entry|taxation|degree|down))"
            rf"|\b(?:{RISING}|{FALLING})\b[^.;]*?\b(?:by|to) (?:at least |about )?"
            r"(?:half|(?:a|one|two) thirds?|[0-9.,]+ ?(?:%|per ?cent))"
            r"|\bfrom [$€£]?[0-9][0-9.,]*(?! ?(?:19|20)[0-9]{2})[^0-9]* to [$€£]?[0-9]",
            re.IGNORECASE,
        ),
        "it is a change by so much, and no promise that is understood whole",
    ),
    (
        later(r"(?<![0-9.,])[0-9]{2,}[^0-9]*\bin 20[0-9]{2}\b[^0-9]+[0-9]{2,}\b[^0-9]*\bin 20[0-9]{2}\b"),
        "it promises so much in each of several years",
    ),
)


def _is_period(text: str) -> bool:
    """Whether a text says when and nothing else."""
    found = periods.find(text)
    return found is not None and (found.start, found.end) == (0, len(text.strip()))


def read_lists(document: Document, manner: Manner, known: Sequence[Goal] = ()) -> Read:
    """The goals and groups in a document's lists; an item that is neither is named.

    `known` are the goals of its tables.
    """
    manner, doubt = with_mark(document.blocks, manner)
    said = _Said(manner, doubt, known)
    lead, years = Lead(), Years(manner.today)
    for block, then in zip(document.blocks, (*document.blocks[1:], None), strict=False):
        if isinstance(block, Grid):
            lead = Lead()
        elif isinstance(block, Heading):
            lead = structs.replace(years.under(block), kind=_lead_of(block.text))
            said.heading(block)
        elif isinstance(block, Prose):
            lead = _led_by(block.text, lead, years)
            said.prose(block)
        elif _heads_key_results(block, then):
            said.over(block)
        else:
            said.take(block, Lead() if block.sentence else lead)
    return Read(
        tuple(_told_once([*said.goals.values()], document, known)),
        tuple(said.groups.values()),
        problems=tuple(said.problems),
        passed=tuple(said.passed),
        comma=manner.plan.decimal_comma and bool(said.goals),
        recognised=bool(said.goals or said.groups or said.problems),
    )


def _told_once(goals: Sequence[DraftGoal], document: Document, known: Sequence[Goal]) -> Iterator[DraftGoal]:
    """The goals without what running text says of those that lists and tables promise likewise."""
    spoken = {block.place for block in document.blocks if isinstance(block, Item) and block.sentence}
    listed = [*known, *(one.goal for one in goals if one.place not in spoken)]
    for one in goals:
        if one.place not in spoken or not any(_likewise(one.goal, other) for other in listed):
            yield one


def _likewise(goal: Goal, other: Goal) -> bool:
    """Whether two goals promise the same, and the words of one title are among those of the other."""
    one, two = goal.promise, other.promise
    words, others = ({*re.findall(r"\w+", title.casefold())} for title in (goal.title, other.title))
    said = [(each.baseline.value, each.target.value, each.target.deadline, each.unit) for each in (one, two)]
    return said[0] == said[1] and (words <= others or words >= others)


def _led_by(sentence: str, above: Lead, years: Years) -> Lead:
    """What a sentence before a list announces; one that ends in a colon and names no kind announces something else."""
    kind = _lead_of(sentence)
    announced = sentence.rstrip().endswith(":")
    until = _until(sentence) if announced else ""
    own = Lead(by=until, said=sentence) if until else years.of(sentence)
    return structs.replace(own if own.by else above, kind=kind or ("" if announced else above.kind))


_IS_KEY_RESULT = later(KEY_RESULT, re.IGNORECASE)


def _heads_key_results(item: Item, then: Block | None) -> bool:
    """Whether an item is an objective with key results under it, which say how much."""
    below = isinstance(then, Item) and _IS_KEY_RESULT.match(then.text)
    return bool(below) and _objective(item.text) is not None


def _until(sentence: str) -> str:
    """The last day that a sentence before a list gives all its items: `By the end of 2027 we will:`."""
    found = _BY_PERIOD.search(sentence)
    period = periods.find(found["day"]) if found else None
    return period.period if period else ""


def _lead_of(sentence: str) -> str:
    """The kind of things that come under a heading or a sentence; under one group by its name those are its goals."""
    kind = _kind_of(sentence)
    return "goal" if kind not in ("", INITIATIVE) and section_of(sentence) else kind


def _kind_of(lead: str) -> str:
    """The kind of things that a heading or a sentence announces; the last such word of it counts."""
    if len(lead) > _LONGEST_LEAD:
        return ""
    return INITIATIVE if announces_steps(lead) else next(filter(None, map(_kind_named, _phrases(lead))), "")


def _phrases(lead: str) -> Iterator[str]:
    """Three, two and single words of a sentence that stand together, the last first."""
    words = re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", lead)
    for size in (3, 2, 1):
        for at in range(len(words) - size, -1, -1):
            yield " ".join(words[at : at + size])


def _kind_named(words: str) -> str:
    """The kind of things that these words name, "" for none; of words that say much else only several do."""
    kind = group_kind(words)
    if kind and not (kind in ("program", "service", "area") and words.casefold() in _TOO_COMMON):
        return kind
    return "goal" if any(one.role == "name" for one in meanings(words)) else ""


_LONGEST_LEAD = 300
_TOO_COMMON = frozenset("country region team level project product system application department".split())


class _Said:
    """What the items have said so far."""

    def __init__(self, manner: Manner, doubt: str, known: Sequence[Goal]) -> None:
        self._manner, self._doubt = manner, doubt
        self._known = {goal.id: goal for goal in known}
        self._above: dict[int, Group] = {}
        self._objective: Group | None = None
        self._heading = ""
        self.goals: dict[str, DraftGoal] = {}
        self.groups: dict[str, Group] = {}
        self.problems: list[Problem] = []
        self.passed: list[Passed] = []

    def heading(self, heading: Heading) -> None:
        """A heading such as `Objective 1: ...` is the group of what comes under it."""
        self._above.clear()
        self._heading = heading.text
        named = section_of(heading.text)
        self._objective = self._group(named.kind, named.title) if named else None

    def prose(self, prose: Prose) -> None:
        """A line such as `Objective: Grow` is the group of the key results under it."""
        named = _objective(prose.text)
        if named is not None:
            self._above.clear()
            self._objective = self._group(named.kind, named.title)

    def over(self, item: Item) -> None:
        """An item such as `Objective 1: Cut the time by 70%` is the group of the key results under it."""
        self.prose(Prose(item.place, item.text))

    def take(self, item: Item, lead: Lead) -> None:
        """Take one item: a goal where the grammar takes it whole, else what its list is of."""
        for depth in [depth for depth in self._above if depth >= item.depth]:
            del self._above[depth]
        try:
            self._check_mark(item)
            self._take(item, lead)
        except Ended as why:
            self.problems.append(Problem.of(item.place, why))
        except CoopctlError as why:
            self.passed.append(Passed(item.place, f"{shortened(item.text)!r} is not read: {why.whole}"))

    def _check_known(self, item: Item, goal: Goal) -> None:
        """Raise `Refused` where running text promises something else than a table, whose word counts."""
        if item.sentence and not _likewise(goal, self._known.get(goal.id, goal)):
            raise Refused(f"a table promises something else of {goal.title!r}")

    def _check_mark(self, item: Item) -> None:
        if self._doubt and is_doubtful(item.text):
            raise Refused(self._doubt, "say --decimal-comma or --no-decimal-comma")

    def _take(self, item: Item, lead: Lead) -> None:
        goal = self._goal(item, lead)
        if goal is not None:
            self._add(goal)
            return
        title, text = _title(item)
        named = section_of(item.text)
        if named and not is_promising(named.title):
            self._above[item.depth] = self._group(named.kind, named.title.rstrip("."))
        elif lead.kind == INITIATIVE:
            self._add(self._deed(item.place, title, text))
        elif not (lead.kind or is_promising(title)):
            raise Refused(
                "it does not say how much, and nothing before its list says what it lists",
                "what is done or not: coopctl goal add TITLE --to 'done by 2030'",
            )
        elif lead.kind == "goal" or item.depth - 1 in self._above or is_promising(title):
            raise Refused("it is no promise that is understood whole")
        else:
            self._above[item.depth] = self._group(lead.kind, title, text)

    def _add(self, draft: DraftGoal) -> None:
        """Keep a goal; the same one in several lists is one, and another promise of that title is named.

        Long titles that begin alike get ids of their own later.
        """
        goal = draft.goal
        first = self.goals.setdefault(goal.title if len(goal.title) > MOST_ID else goal.id, draft)
        if echo(first.goal, POINTED) != echo(draft.goal, POINTED):
            raise Refused(f"{first.place} promises something else of {first.goal.title!r}")

    def _deed(self, place: Place, title: str, text: str) -> DraftGoal:
        """A step that is done or not; raises `Refused` for what is done again and again, or is a change by so much."""
        if text and _is_period(title):  # `Q3 2027: adopt the law`
            title, text = text, title
        trouble = next((why for words, why in _NO_DEED if words.search(title)), "")
        if trouble:
            raise Refused(trouble, "write the value to reach, or make it a goal of its own")
        day = self._day(title) or (self._day(f" by {text}") if _is_period(text) else None)
        return stage_goal(place, title, "", self._manner.today, day, self._refs(), text)

    def _day(self, title: str) -> date | None:
        """The day that ends a title or is named in it: `Adopt the water law by June 2027`, `In 2026, open it`.

        Raises `Refused` for a day to come that is not understood, which would be lost.
        """
        manner = self._manner
        for found in _BY.finditer(title):
            period = periods.find(found["day"])
            if period is not None and period.end - period.start == len(found["day"]):
                return self._parsed(period.period)
            if day := day_said(found["day"], manner.today, manner.plan):  # `mid-2027`
                return day
        named = periods.find(title)
        if named is None or not (leading := _BEFORE_DAY.search(title[: named.start])):
            return None
        day = self._parsed(named.period)
        if day > manner.today and leading["part"]:
            raise Refused(f"the day in '{leading[0].strip()}{named.period}' is not understood", "write it at the end")
        return day if day > manner.today else None

    def _parsed(self, period: str) -> date:
        return parse_day(period, today=self._manner.today, calendar=self._manner.plan.calendar)

    def _group(self, kind: str, title: str, text: str = "") -> Group:
        group = Group(kind, slug(title), title, text)
        old = self.groups.get(group.ref)
        if old is None or (text and not old.description):
            self.groups[group.ref] = group
        return group

    def _refs(self) -> tuple[str, ...]:
        kinds = {group.kind: group.ref for group in (self._objective, *self._above.values()) if group is not None}
        return tuple(kinds.values())

    def _ways(self, text: str) -> tuple[str, ...]:
        """A text; behind a word such as `Goal:`, which is no title, what follows it, of its heading or by itself."""
        labelled = _CALLED.fullmatch(text)
        called = labelled and next((one for one in meanings(labelled["label"]) if one.role in _NO_TITLES), None)
        if labelled is None or called is None:
            return (text,)
        said = f"{labelled['text'].rstrip('.')} by {called.period}" if called.period else labelled["text"]
        headed = f"{self._heading}: {said}"
        return (said, headed) if said[:1].isalpha() else (headed, said)

    def _stated(self, item: Item, wording: Callable[[str], Wording]) -> Stated | None:
        """What an item states, in the first way in which it states anything; running text does so or is refused."""
        found = next(filter(None, (stated(text, wording, self._manner.plan) for text in self._ways(item.text))), None)
        if item.sentence and (found is None or is_misread(found)):
            raise Refused("it is no promise that is understood whole")
        return found

    def _goal(self, item: Item, lead: Lead) -> DraftGoal | None:
        """The goal that an item states; None where the grammar does not take it whole, and it may be something else."""

        def wording(text: str) -> Wording:
            """The day that the lead gives counts where the text names none itself."""
            text = _in_year_of(text, lead.by)
            by = "" if periods.names_a_day_ahead(text, self._manner.today) else lead.by
            return Wording(start="", goal=text, today=self._manner.today, by=by, whole=True)

        found = self._stated(item, wording)
        if found is None:
            return None
        title, said = found.title, found.said
        if any(one.role == "baseline" for one in meanings(title)):
            raise Refused(f"{title!r} names no indicator that it is of")
        led = lead.by and not periods.names_a_day_ahead(said.promise.target.text, self._manner.today)
        goal = Goal(id=slug(title), title=title, promise=said.promise, note=said.note, groups=self._refs())
        self._check_known(item, goal)
        return DraftGoal(
            item.place,
            goal,
            said.arithmetic,
            (*said.assumed, *([f"by {lead.by}, as {shortened(lead.said)!r} says"] if led else [])),
        )


_NO_TITLES = ("goal", "target", "name")
_CALLED = later(r"(?P<label>\w+(?: \w+)?):\s+(?P<text>\S.*)")
# A part of a year at the end of an item: `Weigh 78 kg by June`.
_BY_PART = later(rf".*\b(?:by|until|before|in) (?:the end of )?(?:{pattern(MONTHS)}|[QH][1-4])", re.IGNORECASE)


def _in_year_of(text: str, year: str) -> str:
    """An item with the year that its goals are of behind a part of one that it names alone."""
    return f"{text} {year}" if re.fullmatch("20[0-9]{2}", year) and _BY_PART.fullmatch(text) else text


def _title(item: Item) -> tuple[str, str]:
    """An item's title and what it says about it: `Title: text`, `**Title** text`, else all of it."""
    if item.title:
        return item.title.rstrip(":.– "), item.text[len(item.title) :].lstrip(" :.–—-")
    found = TITLED.fullmatch(item.text)
    if found:
        return found["title"].strip(), found["text"].strip()
    if len(item.text) > LONGEST_TITLE:
        raise Refused(f"it is longer than {LONGEST_TITLE} letters, and has no title", "write it as 'Title: text'")
    return item.text.rstrip("."), ""


def _objective(text: str) -> Group | None:
    """The group that a line of prose names, where it is an objective: `Objective: Grow`, `O2: Delight`."""
    named = section_of(text) if len(text) <= LONGEST_TITLE else None
    return named if named is not None and named.kind == "objective" else None
