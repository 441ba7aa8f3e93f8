"""Paragraphs, borders and tables, the way official documents set them."""

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from analysis.report import blocks
from analysis.report.word.page import BETWEEN, INDENT, SMALL, TABLE
from analysis.wording import unparted

CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_AFTER_BORDER = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")


def body(paper: Document, text: str) -> Paragraph:
    """A justified paragraph with its first line indented."""
    paragraph = paper.add_paragraph(unparted(text))
    paragraph.alignment = JUSTIFY
    paragraph.paragraph_format.first_line_indent = INDENT
    paragraph.paragraph_format.space_before = BETWEEN
    return paragraph


def written(
    place: Paragraph, text: str, *, bold: bool = False, italic: bool = False, size: Length | None = None
) -> None:
    """Text set into a paragraph, centred."""
    place.alignment = CENTER
    run = place.add_run(unparted(text))
    run.bold, run.italic, run.font.size = bold, italic, size


def rule(place: Paragraph, indent: float) -> None:
    """A thin line across a paragraph that holds nothing else, so many mm in from both sides."""
    place.paragraph_format.left_indent = place.paragraph_format.right_indent = Mm(indent)
    place.paragraph_format.line_spacing = place.paragraph_format.space_before = Pt(4)
    line = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    border = OxmlElement("w:pBdr")
    border.append(line)
    place._p.get_or_add_pPr().insert_element_before(border, *_AFTER_BORDER)


def side_by_side(paper: Document, *widths: float) -> tuple[_Cell, ...]:
    """Cells beside each other without lines, their widths in mm."""
    table = paper.add_table(1, len(widths))
    _fix(table, widths)
    return tuple(table.rows[0].cells)


def grid(paper: Document, block: blocks.Table) -> None:
    """A table under its caption, its head repeated on every page, rows whole, a note below."""
    caption = paper.add_paragraph()
    written(caption, block.caption, bold=True)
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = BETWEEN, Pt(3)
    caption.paragraph_format.keep_with_next = True
    table = paper.add_table(1 + len(block.rows), len(block.widths), "Table Grid")
    _fill(table.rows[0].cells, list(block.rows.columns), (), bold=True)
    _mark(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
    for row, texts in zip(table.rows[1:], block.rows.itertuples(index=False), strict=True):
        _fill(row.cells, list(texts), block.left)
    for row in table.rows:
        _mark(row._tr.get_or_add_trPr(), "w:cantSplit")
    _fix(table, block.widths)
    _tighten(table)
    if block.note:
        note = body(paper, "")
        note.add_run(unparted(block.note)).italic = True
        note.runs[0].font.size = SMALL


def _fill(cells: tuple[_Cell, ...], texts: list[str], left: tuple[int, ...], *, bold: bool = False) -> None:
    for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        written(cell.paragraphs[0], text, bold=bold, size=TABLE)
        if column in left:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT


def _fix(table: Table, widths: tuple[float, ...]) -> None:
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _tighten(table: Table) -> None:
    """One millimetre between letters and the lines beside them."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(Mm(1).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _mark(properties: OxmlElement, name: str) -> None:
    properties.append(OxmlElement(name))
