"""A report set into Word: letterhead, body, signature, annexes."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.shared import Mm, Pt

from analysis.report.blocks import Annex, Block, Heading, Items, Letterhead, Paragraph, Picture, Report, Table
from analysis.report.word import lines
from analysis.report.word.page import BODY, SMALL, TEXT_WIDTH, next_part, set_up

_MIDNIGHT_1980 = (1980, 1, 1, 0, 0, 0)
_ON_A_PAGE = 2


def document(report: Report) -> bytes:
    """The .docx file; the same report gives the same bytes."""
    paper = docx.Document()
    set_up(paper, report)
    _letterhead(paper, report.letterhead)
    _title(paper, report)
    _set(paper, report.body)
    _signature(paper, report.letterhead)
    for annex in report.annexes:
        _annex(paper, annex, report.letterhead)
    return _undated(paper)


def _letterhead(paper: Document, words: Letterhead) -> None:
    left, right = lines.side_by_side(paper, 66, 94)
    lines.written(left.paragraphs[0], words.above.upper(), size=Pt(12))
    lines.written(left.add_paragraph(), words.issuer.upper(), bold=True, size=Pt(12))
    lines.rule(left.add_paragraph(), 22)
    lines.written(left.add_paragraph(), words.number)
    lines.written(right.paragraphs[0], words.nation.upper(), bold=True, size=Pt(12))
    lines.written(right.add_paragraph(), words.motto, bold=True)
    lines.rule(right.add_paragraph(), 18)
    lines.written(right.add_paragraph(), words.place_date, italic=True)


def _title(paper: Document, report: Report) -> None:
    kind = paper.add_paragraph()
    lines.written(kind, report.kind.upper(), bold=True, size=Pt(14))
    kind.paragraph_format.space_before = Pt(18)
    lines.written(paper.add_paragraph(), report.title, bold=True, size=Pt(14))
    lines.rule(paper.add_paragraph(), 60)


def _set(paper: Document, blocks: tuple[Block, ...]) -> None:
    for place, block in enumerate(blocks):
        if isinstance(block, Picture):
            _picture(paper, block, new_page=bool(place) and place % _ON_A_PAGE == 0)
        else:
            _SET[type(block)](paper, block)


def _heading(paper: Document, block: Heading) -> None:
    paper.add_heading(block.text.upper() if block.level == 1 else block.text, block.level)


def _paragraph(paper: Document, block: Paragraph) -> None:
    lines.body(paper, block.text)


def _items(paper: Document, block: Items) -> None:
    for text in block.texts:
        lines.body(paper, f"{block.dash}{text}")


_SET: dict[type, Callable[[Document, Block], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Table: lines.grid,
}


def _picture(paper: Document, block: Picture, new_page: bool) -> None:
    shape = paper.add_picture(BytesIO(block.png), width=Mm(TEXT_WIDTH))
    shape._inline.docPr.set("descr", block.alt)
    shape._inline.docPr.set("name", block.name)
    place = paper.paragraphs[-1]
    place.alignment = lines.CENTER
    place.paragraph_format.keep_with_next, place.paragraph_format.page_break_before = True, new_page
    place.paragraph_format.space_before = Pt(12)
    lines.written(paper.add_paragraph(), block.caption, italic=True)


def _signature(paper: Document, words: Letterhead) -> None:
    paper.add_paragraph()
    left, right = lines.side_by_side(paper, 80, 80)
    recipients = left.paragraphs[0].add_run(words.recipients)
    recipients.bold = recipients.italic = True
    recipients.font.size = Pt(12)
    for receiver in words.receivers:
        left.add_paragraph().add_run(f"- {receiver}").font.size = SMALL
    lines.written(right.paragraphs[0], words.signer.upper(), bold=True)
    for _ in range(4):  # room for the seal and the signature
        right.add_paragraph()
    lines.written(right.add_paragraph(), words.signer_name, italic=True)


def _annex(paper: Document, annex: Annex, words: Letterhead) -> None:
    next_part(paper)
    lines.written(paper.add_paragraph(), annex.label, bold=True, size=Pt(14))
    title = paper.add_heading("", 1)
    title.paragraph_format.first_line_indent = title.paragraph_format.space_before = Pt(0)
    lines.written(title, annex.title.upper(), bold=True, size=BODY)
    lines.written(paper.add_paragraph(), words.attached, italic=True)
    lines.rule(paper.add_paragraph(), 60)
    _set(paper, annex.blocks)


def _undated(paper: Document) -> bytes:
    """The file with every part dated 1980, so that only its contents make its bytes."""
    dated, undated = BytesIO(), BytesIO()
    paper.save(dated)
    with ZipFile(dated) as parts, ZipFile(undated, "w", ZIP_DEFLATED) as same:
        for name in parts.namelist():
            same.writestr(ZipInfo(name, _MIDNIGHT_1980), parts.read(name), ZIP_DEFLATED)
    return undated.getvalue()
