"""Whose hospital numbers this page must know: the shapes of the organisation of the person, or of the poster.

Set once for a request, by whoever knows where it is typed; asked by every checked field. Nothing is looked up
before a field needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from groundswell.safetext import Finding, Patterns, findings, with_shapes

Shapes = tuple[str, ...]
_nowhere: Callable[[], Shapes] = tuple
_here: ContextVar[Callable[[], Shapes]] = ContextVar("own_numbers", default=_nowhere)


@contextmanager
def typed_where(shapes: Callable[[], Shapes]) -> Iterator[None]:
    """Inside, fields know these shapes."""
    token = _here.set(shapes)
    try:
        yield
    finally:
        _here.reset(token)


def typed_at(shapes: Shapes) -> None:
    """From here to the end of the request, fields know these as well: the place of a poster, whoever uses it."""
    before = _here.get()
    _here.set(lambda: tuple(dict.fromkeys((*before(), *shapes))))


def shapes_here() -> Shapes:
    return _here.get()()


def patterns_here() -> Patterns:
    return with_shapes(shapes_here())


def found_in(text: str) -> tuple[Finding, ...]:
    """What in these words may point to a patient, where they are typed."""
    return findings(text, patterns_here()) if text else ()
