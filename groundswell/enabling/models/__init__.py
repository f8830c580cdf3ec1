"""What clears the way: asks and the dated promises on them. Vocabulary d9-d11."""

from groundswell.enabling.models.asks import (
    ENDED,
    PROMISED,
    WAITING,
    Ask,
    AskBehind,
    AskHop,
    AskKind,
    Commitment,
    Level,
    Status,
    Why,
)

__all__ = [
    "ENDED", "PROMISED", "WAITING", "Ask", "AskBehind", "AskHop", "AskKind", "Commitment", "Level", "Status", "Why",
]  # fmt: skip
