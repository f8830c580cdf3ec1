"""What a tale of the demonstration is made of. Days are counted back from the day of loading."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Answer:
    by: str
    ago: int
    words: str


@dataclass(frozen=True)
class Fix:
    by: str
    ago: int
    what: str
    holds: bool = False  # the owner said, thirty days on, that it is still fixed


@dataclass(frozen=True)
class Rest:
    ago: int
    reason: str
    words: str
    would_help: str = ""
    learned: str = ""


@dataclass(frozen=True)
class Trial:
    """One test of a change. `ended` 0 and no decision: it is still running."""

    started: int
    question: str
    prediction: str
    scale: str
    ended: int = 0
    happened: str = ""
    learned: str = ""
    decision: str = ""
    tries: str = ""  # the idea of the driver diagram


@dataclass(frozen=True)
class Followed:
    """A measure and its made-up readings, oldest first, one a week up to `last` days ago."""

    name: str
    unit: str
    direction: str
    values: tuple[float, ...]
    last: int = 3
    target: float | None = None
    daily: bool = False
    purpose: str = "outcome"
    entered: bool = False  # typed in the huddle, day by day: the next one is due today


@dataclass(frozen=True)
class Gain:
    """What somebody said came of it, and who confirmed it."""

    by: str
    ago: int
    kind: str
    words: str
    amount: float
    unit: str
    basis: str = "measured"
    recurrence: str = ""
    staff_group: str = ""
    confirmed: str = ""


@dataclass(frozen=True)
class Decided:
    """What came of one permission: who decided what, and when; without it the decision still waits."""

    place: str  # of the organisation whose rules asked
    trigger: str
    ago: int
    decision: str  # yes, yes_if, need, no
    words: str = ""
    would_be_yes: str = ""


@dataclass(frozen=True)
class InTheWay:
    """One ask: who asked whom for what, and what came of it."""

    by: str
    to: str
    to_place: str
    what: str
    kind: str
    ago: int
    due: int | None = None  # promised for so many days from now (before now: negative)
    kept: int = 0  # days ago
    declined: tuple[int, str, str] | None = None  # ago, why, what would make it a yes
    same_as: str = ""  # words of an earlier ask behind which this change stands as well


@dataclass(frozen=True)
class Seat:
    person: str
    asked: int
    by: str = ""  # who asked; the person themselves when empty
    said_yes: int | None = None  # days ago; None: has not answered


@dataclass(frozen=True)
class Work:
    """A change: who opened it and what became of it."""

    title: str
    by: str
    ago: int
    aim: str = ""
    place: str = ""  # the idea's own place when empty
    places: tuple[str, ...] = ()
    reversible: bool = True
    inside_team: bool = True
    new_risk: bool = False
    clinical: Seat | None = None
    managerial: Seat | None = None
    helpers: tuple[tuple[str, int], ...] = ()
    drivers: str = ""  # the outline of the driver diagram
    tests: tuple[Trial, ...] = ()
    measure: Followed | None = None
    also: Followed | None = None
    gains: tuple[Gain, ...] = ()
    answers: tuple[tuple[str, bool], ...] = ()  # to the questions of the rules of trust
    asked: int | None = None  # days ago everybody whom the rules name was asked
    decided: tuple[Decided, ...] = ()
    asks: tuple[InTheWay, ...] = ()
    promise: tuple[str, str, int, int, bool] | None = None  # who, what, made ago, due in days, kept
    steps: tuple[tuple[str, str, int], ...] = ()  # what, who, done ago (0: open)
    normal: int = 0  # days ago it became normal practice at home
    paused: tuple[str, int, str, str, int, str] | None = None  # who, ago, why, answered by, ago, answer
    stopped: tuple[str, int, str, str] | None = None  # who, ago, why, learned


@dataclass(frozen=True)
class Told:
    """A story: title as a result, and who may read it."""

    by: str
    ago: int
    title: str
    worked: bool
    did: str
    learned: str
    surprised: str = ""
    needed: str = ""
    audience: str = ""
    named: tuple[str, ...] = ()  # who said that their name may stand where anybody reads


@dataclass(frozen=True)
class TakenUp:
    by: str
    place: str
    ago: int
    adapted: str
    co_lead: str = ""
    values: tuple[float, ...] = ()
    adopted: int = 0  # days ago a test there decided to keep it
    result: tuple[int, bool, str] | None = None


@dataclass(frozen=True)
class Tale:
    place: str
    by: str
    ago: int
    words: str
    answer: Answer | None = None
    fix: Fix | None = None
    rest: Rest | None = None
    supported: tuple[tuple[str, int, str], ...] = ()  # who, ago, happens_here or can_help
    said: tuple[tuple[str, int, str], ...] = ()  # comments: who, ago, words
    thanked: tuple[tuple[str, str, int, str], ...] = ()  # who, whom, ago, words
    work: Work | None = None
    story: Told | None = None
    taken_up: tuple[TakenUp, ...] = field(default=())
