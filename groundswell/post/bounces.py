"""Reading what a mail server sends back when it could not deliver: a report as RFC 3464 has it."""

from __future__ import annotations

from email import message_from_bytes, message_from_string, policy
from email.message import Message
from typing import NamedTuple


class CameBack(NamedTuple):
    """Which letter of ours, and from which address."""

    key: str
    address: str


def read(content: bytes) -> CameBack | None:
    """What a report says; none when it is something else, a delay, or about no letter of ours."""
    report = message_from_bytes(content, policy=policy.compat32)
    address, key = "", ""
    for part in report.walk():
        if part.get_content_type() == "message/delivery-status":
            address = address or _failed(part)
        elif part.get_content_type() == "text/rfc822-headers":
            key = key or _key(message_from_string(str(part.get_payload())))
        elif part is not report:
            key = key or _key(part)
    return CameBack(key, address) if key and address else None


def _key(part: Message) -> str:
    return str(part.get("X-Groundswell-Key", "")).strip()


def _failed(status: Message) -> str:
    """The first address that failed for good: `Action: failed` and a status of 5."""
    blocks = status.get_payload()
    for block in blocks if isinstance(blocks, list) else []:
        if not isinstance(block, Message) or str(block.get("Action", "")).strip().lower() != "failed":
            continue
        if str(block.get("Status", "")).strip().startswith("5"):
            return str(block.get("Final-Recipient", "")).rpartition(";")[2].strip().strip("<>")
    return ""
