"""The same document as OpenDocument text, for whoever goes on writing in it: headings, lists and tables as what they are.

Written with the standard library alone. What somebody typed is text and never markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from groundswell.ui.paper.blocks import (
    Block,
    Document,
    Facts,
    Heading,
    Picture,
    Pictures,
    Points,
    Quote,
    Small,
    Table,
    Words,
)

TYPE = "application/vnd.oasis.opendocument.text"
NAMES = {
    "office": "office:1.0", "text": "text:1.0", "style": "style:1.0", "table": "table:1.0", "meta": "meta:1.0",
    "fo": "xsl-fo-compatible:1.0", "manifest": "manifest:1.0",
}  # fmt: skip
SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{rest}"' for name, rest in NAMES.items())
SPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
DEEPEST = 4
NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HEAD = 'fo:margin-top="0.4cm" fo:margin-bottom="0.15cm" fo:keep-with-next="always"'


def odt(document: Document) -> bytes:
    """As bytes of a file. The kind of file comes first and is not packed, as the standard asks."""
    made = BytesIO()
    when = (document.at.year, document.at.month, document.at.day, 12, 0, 0)
    parts = {
        "content.xml": _content(document), "styles.xml": _styles(document), "meta.xml": _meta(document),
        "META-INF/manifest.xml": _manifest(),
    }  # fmt: skip
    with ZipFile(made, "w") as file:
        file.writestr(ZipInfo("mimetype", when), TYPE, ZIP_STORED)
        for name, words in parts.items():
            file.writestr(ZipInfo(name, when), words, ZIP_DEFLATED)
    return made.getvalue()


def _part(root: str, inner: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:{root} {SPACES} office:version="1.3">{inner}</office:{root}>'
    )


def _content(document: Document) -> str:
    blocks = "".join(_block(one) for one in document.blocks)
    line = _words(document.line, "Small") if document.line else ""
    body = f"{_heading(document.title, 1)}{line}{blocks}"
    return _part("document-content", f"<office:body><office:text>{body}</office:text></office:body>")


def _block(one: Block) -> str:
    match one:
        case Heading():
            return _heading(one.text, one.level + 1)
        case Words():
            return _words(one.text)
        case Small():
            return _words(one.text, "Small")
        case Points():
            return _points(one)
        case Quote():
            whose = _words(one.whose, "Small") if one.whose else ""
            return _words(one.text, "Quotations") + whose
        case Facts():
            return _table("", (), one.rows)
        case Table():
            return _table(one.title, one.head, one.rows)
        case Picture():
            return _words(one.says)
        case Pictures():
            return "".join(_words(each.says) for each in one.pictures)


def _heading(words: str, level: int) -> str:
    if not (said := _text(words).strip()):
        return ""
    level = min(level, DEEPEST)
    return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{said}</text:h>'


def _words(words: str, style: str = "Text_20_body") -> str:
    return "".join(_line(line, style) for line in words.splitlines() if line.strip())


def _line(words: str, style: str = "Text_20_body") -> str:
    return f'<text:p text:style-name="{style}">{_text(words)}</text:p>'


def _points(one: Points) -> str:
    style = "Numbers" if one.numbered else "Points"
    items = "".join(f"<text:list-item>{_line(item)}</text:list-item>" for item in one.items)
    return f'<text:list text:style-name="{style}">{items}</text:list>' if items else ""


def _table(title: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    rows = list(rows)
    wide = max([len(head), *(len(row) for row in rows)], default=0)
    if not wide:
        return ""
    top = f"<table:table-header-rows>{_row(head, 'Table_20_Heading')}</table:table-header-rows>" if head else ""
    body = "".join(_row(row) for row in rows)
    columns = f'<table:table-column table:number-columns-repeated="{wide}"/>'
    named = _words(title, "Small") if title else ""
    return f"{named}<table:table>{columns}{top}{body}</table:table>{_line('')}"


def _row(cells: tuple[str, ...], style: str = "Text_20_body") -> str:
    made = (
        f'<table:table-cell office:value-type="string">{_words(one, style) or _line("")}</table:table-cell>'
        for one in cells
    )
    return f"<table:table-row>{''.join(made)}</table:table-row>"


def _text(words: str) -> str:
    """Only signs that XML can hold; whatever else somebody pasted is left out."""
    return escape(NOT_IN_XML.sub("", words))


def _styles(document: Document) -> str:
    language, _dash, region = document.language.partition("-")
    spoken = f"fo:language={quoteattr(language)} fo:country={quoteattr(region or 'none')}"
    first = (
        f'<style:default-style style:family="paragraph"><style:text-properties {spoken} fo:font-family="Arial, sans-serif" '
        'fo:font-size="11pt"/></style:default-style>'
    )
    plain = '<style:style style:name="Standard" style:family="paragraph"/>'
    body = _style("Text_20_body", "Text body", "Standard", 'fo:margin-bottom="0.2cm"')
    small = _style("Small", "Small", "Standard", 'fo:margin-bottom="0.2cm"', 'fo:font-size="9pt" fo:color="#425563"')
    quote = _style("Quotations", "Quotations", "Standard", 'fo:margin-left="0.8cm" fo:margin-bottom="0.2cm"')
    cell = _style("Table_20_Heading", "Table Heading", "Standard", "", 'fo:font-weight="bold"')
    heads = "".join(
        _style(
            f"Heading_20_{level}", f"Heading {level}", "Standard",
            HEAD, f'fo:font-size="{size}pt" fo:font-weight="bold"',
            f'style:default-outline-level="{level}"',
        )
        for level, size in ((1, 20), (2, 15), (3, 12.5), (4, 11))
    )  # fmt: skip
    lists = (
        '<text:list-style style:name="Points"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
        '<style:list-level-properties text:space-before="0.4cm" text:min-label-width="0.5cm"/></text:list-level-style-bullet>'
        '</text:list-style><text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" '
        'style:num-format="1" style:num-suffix="."><style:list-level-properties text:space-before="0.4cm" '
        'text:min-label-width="0.5cm"/></text:list-level-style-number></text:list-style>'
    )
    page = (
        '<office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" '
        'fo:page-height="29.7cm" fo:margin="2cm"/></style:page-layout></office:automatic-styles>'
    )
    foot = f"<style:footer>{_line(document.foot, 'Small')}</style:footer>" if document.foot else ""
    master = (
        f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">{foot}'
        "</style:master-page></office:master-styles>"
    )
    return _part(
        "document-styles",
        f"<office:styles>{first}{plain}{body}{small}{quote}{cell}{heads}{lists}</office:styles>{page}{master}",
    )


def _style(name: str, shown: str, parent: str, paragraph: str, text: str = "", more: str = "") -> str:
    inner = f"<style:paragraph-properties {paragraph}/>" if paragraph else ""
    inner += f"<style:text-properties {text}/>" if text else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph" '
        f'style:parent-style-name="{parent}" {more}>{inner}</style:style>'
    )


def _meta(document: Document) -> str:
    return _part(
        "document-meta",
        f"<office:meta><dc:title>{_text(document.title)}</dc:title><dc:language>{document.language}</dc:language>"
        f"<dc:date>{document.at:%Y-%m-%dT%H:%M:%S}</dc:date><meta:generator>Groundswell</meta:generator></office:meta>",
    )


def _manifest() -> str:
    rows = [("/", TYPE), *((name, "text/xml") for name in ("content.xml", "styles.xml", "meta.xml"))]
    inner = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>' for path, kind in rows
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest='
        f'"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">{inner}</manifest:manifest>'
    )
