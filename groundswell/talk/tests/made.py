"""Files made for tests: real ones, and some that are made to hurt whoever opens them."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from pypdf import PdfReader, PdfWriter

PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    b"stream\n0\nendstream"
)


def pdf(*pages: str, picture: bool = False) -> bytes:
    """Each page with its words; with `picture` there is one on each."""
    streams = [f"BT /F1 12 Tf 20 100 Td ({page}) Tj ET".encode("latin-1") for page in pages]
    return pdf_of([b"<< /Length %d >>\nstream\n%b\nendstream" % (len(one), one) for one in streams], picture=picture)


def pdf_of(contents: list[bytes], *, picture: bool = False) -> bytes:
    number = len(contents)
    drawn = b" /XObject << /P 4 0 R >>" if picture else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b" ".join(b"%d 0 R" % (5 + n) for n in range(number)), number),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        PICTURE,
        *(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >>%b >> >>"
            % (5 + number + n, drawn)
            for n in range(number)
        ),
        *contents,
    ]
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.7\n")
    places = []
    for n, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (n, body))
    begins = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, begins))
    return out.getvalue()


def locked_pdf(words: str, password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(words))))
    writer.encrypt(password, "owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def huge_pdf(megabytes: int = 900) -> bytes:
    """One page, small as a file: its stream unpacks into hundreds of megabytes."""
    squeezed = zlib.compressobj(9)
    packed = b"".join(squeezed.compress(b" " * 1_000_000) for _n in range(megabytes)) + squeezed.flush()
    return pdf_of([b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed)])


def packed(parts: Iterable[tuple[str, str | bytes]], *, first: tuple[str, str] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        if first:
            box.writestr(zipfile.ZipInfo(first[0]), first[1])
        for name, data in parts:
            box.writestr(name, data)
    return out.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = ("[Content_Types].xml", "<Types/>")


def docx(*paragraphs: str, more: Iterable[tuple[str, str | bytes]] = (), before: str = "") -> bytes:
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in paragraphs)
    return packed(
        [TYPES, ("word/document.xml", f"{before}<w:document {W}><w:body>{lines}</w:body></w:document>"), *more]
    )


def xlsx(**sheets: list[list[Any]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


def pptx(*slides: str) -> bytes:
    """The first slide is kept in the last part, as after they were put in another order."""
    number = len(slides)
    ids = "".join(f'<p:sldId id="{256 + n}" r:id="r{n}"/>' for n in range(number))
    links = "".join(f'<Relationship Id="r{n}" Target="slides/slide{number - n}.xml"/>' for n in range(number))
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    p = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    parts = [
        (f"ppt/slides/slide{number - n}.xml", f"<p:sld {p} {a}><a:p><a:r><a:t>{said}</a:t></a:r></a:p></p:sld>")
        for n, said in enumerate(slides)
    ]
    book = f"<p:presentation {p} {R}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>"
    rels = f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>'
    return packed([TYPES, ("ppt/presentation.xml", book), ("ppt/_rels/presentation.xml.rels", rels), *parts])


def opendocument(kind: str, body: str, more: Iterable[tuple[str, str | bytes]] = ()) -> bytes:
    names = (
        " ".join(
            f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
        )
        + ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    )
    content = f"<office:document-content {names}><office:body>{body}</office:body></office:document-content>"
    return packed([("content.xml", content), *more], first=("mimetype", f"application/vnd.oasis.opendocument.{kind}"))


def bomb(megabytes: int = 200) -> bytes:
    """A letter of a few hundred kilobytes, whose text unpacks into hundreds of megabytes."""
    return docx("a" * megabytes * 1_000_000)


def entities() -> bytes:
    """Nine entities, each ten of the one before: a billion letters."""
    declared = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    return docx("&e9;", before=f"<!DOCTYPE d [{declared}]>")


def outside() -> bytes:
    """An entity that would read a file of the machine."""
    return docx("&e;", before='<!DOCTYPE d [<!ENTITY e SYSTEM "file:/etc/passwd">]>')
