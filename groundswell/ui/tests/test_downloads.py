"""Names of files to be saved, also from people who mean harm."""

from __future__ import annotations

from email.message import Message
from urllib.parse import unquote

import pytest
from django.http import HttpResponse
from hypothesis import given
from hypothesis import strategies as st

from groundswell.ui.downloads import LONGEST, NO_FOLDER_TAKES, disposition, saved_as


def read_back(header: str) -> str:
    """The name, as who reads the header by the book finds it."""
    message = Message()
    message["Content-Disposition"] = header
    return unquote(message.get_filename() or "")


@pytest.mark.parametrize(
    ("stem", "header"),
    [
        ("rota", 'attachment; filename="rota.csv"'),
        ("Two walks fewer", 'attachment; filename="Two walks fewer.csv"'),
        ('x"; filename="evil.exe', 'attachment; filename="x; filename=evil.exe.csv"'),
        ("x\r\nSet-Cookie: a=b", 'attachment; filename="x Set-Cookie a=b.csv"'),
        ("../../etc/passwd", 'attachment; filename="etcpasswd.csv"'),
        (".htaccess", 'attachment; filename="htaccess.csv"'),
        ("C:\\evil", 'attachment; filename="Cevil.csv"'),
        ("Gofal da – Môn", "attachment; filename*=utf-8''Gofal%20da%20%E2%80%93%20M%C3%B4n.csv"),
        ("Lon\u0303", "attachment; filename*=utf-8''Lo%C3%B1.csv"),
        ("ro\u202etxt\0.exe", 'attachment; filename="rotxt.exe.csv"'),
        ("50% off; a=b", 'attachment; filename="50% off; a=b.csv"'),
        (" . ", 'attachment; filename="groundswell.csv"'),
        ("", 'attachment; filename="groundswell.csv"'),
        ("a" * 200, f'attachment; filename="{"a" * LONGEST}.csv"'),
    ],
)
def test_hostile_and_foreign_names(stem: str, header: str):
    assert disposition(stem, "csv") == header
    assert saved_as(HttpResponse(), stem, "csv").headers["Content-Disposition"] == header


def test_what_a_browser_may_show_says_so():
    assert disposition("rota", "pdf", opened=True) == 'inline; filename="rota.pdf"'


@given(st.text())
def test_whatever_it_is_called_it_is_one_name_with_the_true_ending(stem: str):
    header = saved_as(HttpResponse(), stem, "csv").headers["Content-Disposition"]
    assert header.isascii()
    assert not set(header) & {"\r", "\n"}
    name = read_back(header)
    assert name.endswith(".csv")
    assert not set(name) & NO_FOLDER_TAKES
    assert len(name) <= LONGEST + 4
