"""A report set into Word in the form of Decree 30/2020/NĐ-CP: letterhead, body, signature, annexes.

decree.docx holds its paper, margins, letters and page number (annex I); a department's own template stands instead.
"""

from collections.abc import Sequence
from datetime import datetime
from importlib.resources import files
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Mm, Pt
from docx.table import Table as Grid
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Line

from analysis.report.blocks import Annex, Block, Heading, Items, Letterhead, Paragraph, Picture, Report
from analysis.report.table import Table
from analysis.wording import unparted

BODY, SMALL, TABLE = Pt(13), Pt(11), Pt(10)
INDENT, BETWEEN = Mm(12.7), Pt(6)
CENTER, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
_AFTER_BORDER = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")
_AFTER_NUMBERING = ("w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:docGrid")
_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
_MIDNIGHT_1980 = (1980, 1, 1, 0, 0, 0)
_ON_A_PAGE = 2
_WHOLE = 12
"""Rows of a table that is not parted by the end of a page."""


def document(report: Report, template: bytes = b"") -> bytes:
    """The .docx file, dated by the day of the figures; the same report gives the same bytes.

    `template`: a department's own document (`office.read_template`), whose styles, margins, head and foot hold instead
    of the decree's; what stands in it is its letterhead.
    """
    paper = docx.Document(BytesIO(template or (files("analysis.report") / "decree.docx").read_bytes()))
    if not template:
        paper.styles["Normal"].element.rPr.find(qn("w:lang")).set(qn("w:val"), _LANGUAGES[report.language])
    _set_properties(paper, report)
    if not any((part.text or "").strip() for part in paper.element.body.iter(qn("w:t"))):
        _letterhead(paper, report.letterhead)
    _title(paper, report)
    _set(paper, report.body)
    _signature(paper, report.letterhead)
    for annex in report.annexes:
        _annex(paper, annex, report.letterhead)
    return _undated(paper)


def _set_properties(paper: Document, report: Report) -> None:
    properties, day = paper.core_properties, datetime.fromisoformat(report.as_of)
    properties.title, properties.author = report.title, report.letterhead.issuer
    properties.last_modified_by, properties.comments = report.letterhead.issuer, ""
    properties.language = _LANGUAGES[report.language]
    properties.created = properties.modified = day


def _letterhead(paper: Document, words: Letterhead) -> None:
    left, right = _side_by_side(paper, 66, 94)
    _written(left.paragraphs[0], words.above.upper(), size=Pt(12))
    _written(left.add_paragraph(), words.issuer.upper(), bold=True, size=Pt(12))
    _rule(left.add_paragraph(), 22)
    _written(left.add_paragraph(), words.number)
    _written(right.paragraphs[0], words.nation.upper(), bold=True, size=Pt(12))
    _written(right.add_paragraph(), words.motto, bold=True)
    _rule(right.add_paragraph(), 18)
    _written(right.add_paragraph(), words.place_date, italic=True)


def _title(paper: Document, report: Report) -> None:
    kind = paper.add_paragraph()
    _written(kind, report.kind.upper(), bold=True, size=Pt(14))
    kind.paragraph_format.space_before = Pt(18)
    _written(paper.add_paragraph(), report.title, bold=True, size=Pt(14))
    _rule(paper.add_paragraph(), 60)


def _set(paper: Document, blocks: tuple[Block, ...]) -> None:
    for place, block in enumerate(blocks):
        match block:
            case Heading(text, level):
                paper.add_heading(text.upper() if level == 1 else text, level)
            case Paragraph(text, blank):
                line = _body(paper, text)
                if blank:
                    line.runs[0].font.highlight_color, line.alignment = WD_COLOR_INDEX.YELLOW, LEFT
            case Items(texts, dash):
                for text in texts:
                    _body(paper, f"{dash}{text}")
            case Picture():
                _picture(paper, block, new_page=bool(place) and place % _ON_A_PAGE == 0)
            case Table():
                _grid(paper, block)


def _picture(paper: Document, block: Picture, new_page: bool) -> None:
    shape = paper.add_picture(BytesIO(block.png), width=Mm(_text_width(paper)))
    shape._inline.docPr.set("descr", block.alt)
    shape._inline.docPr.set("name", block.name)
    place = paper.paragraphs[-1]
    place.alignment = CENTER
    place.paragraph_format.keep_with_next, place.paragraph_format.page_break_before = True, new_page
    place.paragraph_format.space_before = Pt(12)
    _written(paper.add_paragraph(), block.caption, italic=True)


def _signature(paper: Document, words: Letterhead) -> None:
    paper.add_paragraph()
    left, right = _side_by_side(paper, 80, 80)
    recipients = left.paragraphs[0].add_run(words.recipients)
    recipients.bold = recipients.italic = True
    recipients.font.size = Pt(12)
    for receiver in words.receivers:
        left.add_paragraph().add_run(f"- {receiver}").font.size = SMALL
    _written(right.paragraphs[0], words.signer.upper(), bold=True)
    for _ in range(4):  # room for the seal and the signature
        right.add_paragraph()
    _written(right.add_paragraph(), words.signer_name, italic=True)


def _annex(paper: Document, annex: Annex, words: Letterhead) -> None:
    # a new page whose numbers begin again at 1
    numbering = parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>')
    paper.add_section(WD_SECTION.NEW_PAGE)._sectPr.insert_element_before(numbering, *_AFTER_NUMBERING)
    _written(paper.add_paragraph(), annex.label, bold=True, size=Pt(14))
    title = paper.add_heading("", 1)
    title.paragraph_format.first_line_indent = title.paragraph_format.space_before = Pt(0)
    _written(title, annex.title.upper(), bold=True, size=BODY)
    _written(paper.add_paragraph(), words.attached, italic=True)
    _rule(paper.add_paragraph(), 60)
    _set(paper, annex.blocks)


def _undated(paper: Document) -> bytes:
    """The file with every part dated 1980, so that only its contents make its bytes."""
    dated, undated = BytesIO(), BytesIO()
    paper.save(dated)
    with ZipFile(dated) as parts, ZipFile(undated, "w", ZIP_DEFLATED) as same:
        for name in parts.namelist():
            same.writestr(ZipInfo(name, _MIDNIGHT_1980), parts.read(name), ZIP_DEFLATED)
    return undated.getvalue()


def _body(paper: Document, text: str) -> Line:
    """A justified paragraph with its first line indented."""
    paragraph = paper.add_paragraph(unparted(text))
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = INDENT
    paragraph.paragraph_format.space_before = BETWEEN
    return paragraph


def _written(place: Line, text: str, *, bold: bool = False, italic: bool = False, size: Length | None = None) -> None:
    """Text set into a paragraph, centred."""
    place.alignment = CENTER
    run = place.add_run(unparted(text))
    run.bold, run.italic, run.font.size = bold, italic, size


def _rule(place: Line, indent: float) -> None:
    """A thin line across a paragraph that holds nothing else, so many mm in from both sides."""
    place.paragraph_format.left_indent = place.paragraph_format.right_indent = Mm(indent)
    place.paragraph_format.line_spacing = place.paragraph_format.space_before = Pt(4)
    line = '<w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/>'
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>")
    place._p.get_or_add_pPr().insert_element_before(border, *_AFTER_BORDER)


def _side_by_side(paper: Document, *widths: float) -> tuple[_Cell, ...]:
    """Cells beside each other without lines, on one page; their widths in mm."""
    table = paper.add_table(1, len(widths))
    _fix(table, widths)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return tuple(table.rows[0].cells)


def _grid(paper: Document, block: Table) -> None:
    """A table under its caption, its head repeated on every page, rows whole, a note below."""
    if block.caption:
        caption = paper.add_paragraph()
        _written(caption, block.caption, bold=True)
        caption.paragraph_format.keep_with_next = True
    above = paper.paragraphs[-1] if block.caption else paper.add_paragraph()
    above.paragraph_format.space_before, above.paragraph_format.space_after = BETWEEN, Pt(3)
    texts, lefts = block.text(), [column.is_text for column in block.columns]
    grid = paper.add_table(1 + len(texts), len(lefts), "Table Grid")
    _fill(grid.rows[0].cells, list(texts.columns), lefts, bold=True)
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row, cells in zip(grid.rows[1:], texts.itertuples(index=False), strict=True):
        _fill(row.cells, list(cells), lefts)
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for row in grid.rows[:-1] if len(texts) <= _WHOLE else []:
        row.cells[0].paragraphs[0].paragraph_format.keep_with_next = True
    widths, room = [column.width for column in block.columns], _text_width(paper)
    _fix(grid, [width * min(1.0, room / sum(widths)) for width in widths])
    # one millimetre between letters and the lines beside them
    sides = "".join(f'<w:{side} w:w="{Mm(1).twips}" w:type="dxa"/>' for side in ("left", "right"))
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    grid._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    if block.note:
        note = _body(paper, "")
        note.add_run(unparted(block.note)).italic = True
        note.runs[-1].font.size = SMALL


def _fill(cells: Sequence[_Cell], texts: Sequence[str], left: Sequence[bool], *, bold: bool = False) -> None:
    """Heads in the middle, words at the left, numbers at the right."""
    for cell, text, is_left in zip(cells, texts, left, strict=True):
        _written(cell.paragraphs[0], text, bold=bold, size=TABLE)
        cell.paragraphs[0].alignment = CENTER if bold else LEFT if is_left else RIGHT


def _fix(table: Grid, widths: Sequence[float]) -> None:
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _text_width(paper: Document) -> float:
    """Millimetres between the margins."""
    page = paper.sections[0]
    return Length(page.page_width - page.left_margin - page.right_margin).mm
