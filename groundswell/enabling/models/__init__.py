"""What clears the way: rules of trust, permissions, asks and the dated promises on them. Vocabulary d9-d11."""

from groundswell.enabling.models.asks import (
    ENDED,
    PROMISED,
    WAITING,
    Ask,
    AskBehind,
    AskHop,
    AskKind,
    Commitment,
    HoursUsed,
    Status,
)
from groundswell.enabling.models.challenges import OURS, RuleChallenge, RuleHop, RuleOutcome, RuleTold, RuleVerdict
from groundswell.enabling.models.funds import Fund, FundYear, Spend
from groundswell.enabling.models.hops import Hop, Level, Why
from groundswell.enabling.models.offers import HowMuch, OfferOfTime, OfferTopic, Topic
from groundswell.enabling.models.permissions import Decision, Permission, PermissionHop, PermissionPause
from groundswell.enabling.models.trust import (
    COSTS,
    NEVER_BY_SILENCE,
    GovernanceType,
    OnClockEnd,
    Origin,
    Outcome,
    Paper,
    RuleBook,
    Trigger,
    TrustRule,
)

__all__ = [
    "COSTS", "ENDED", "NEVER_BY_SILENCE", "OURS", "PROMISED", "WAITING", "Ask", "AskBehind", "AskHop", "AskKind",
    "Commitment", "Decision", "Fund", "FundYear", "GovernanceType", "Hop", "HoursUsed", "HowMuch", "Level",
    "OfferOfTime", "OfferTopic", "OnClockEnd", "Origin", "Outcome", "Paper", "Permission", "PermissionHop",
    "PermissionPause", "RuleBook", "RuleChallenge", "RuleHop", "RuleOutcome", "RuleTold", "RuleVerdict", "Spend",
    "Status", "Topic", "Trigger", "TrustRule", "Why",
]  # fmt: skip
