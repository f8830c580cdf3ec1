"""QR codes drawn into the page: one black path on white, no script and no second request."""

from __future__ import annotations

import io
from functools import lru_cache

import segno
from markupsafe import Markup


@lru_cache(maxsize=2000)
def qr_of(address: str) -> Markup:
    """An address as SVG. Error correction Q: a quarter of it may be dirty or torn and it still reads."""
    out = io.BytesIO()
    code = segno.make(address, error="q", micro=False)
    code.save(out, kind="svg", xmldecl=False, omitsize=True, border=4, light="#fff", svgclass="app-qr", lineclass=None)
    return Markup(out.getvalue().decode())  # noqa: S704 - drawn by us
