"""Paper, margins, letters, page numbers and properties of an official document (Decree 30/2020/NĐ-CP, annex I)."""

from datetime import datetime

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from analysis.report.blocks import Report

FONT, BODY, SMALL, TABLE = "Times New Roman", Pt(13), Pt(11), Pt(10)
INDENT, BETWEEN = Mm(12.7), Pt(6)
_AFTER_NUMBERING = ("w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:docGrid")
_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


def set_up(paper: Document, report: Report, *, own: bool = False) -> None:
    """A4 with the margins, the letters and the page number of the decree, unless the paper has its `own`; dated by the
    day of the figures."""
    _set_properties(paper, report)
    if own:
        return
    _set_page(paper.sections[0])
    _number_pages(paper.sections[0])
    _set_letters(paper.styles["Normal"], _LANGUAGES[report.language])
    for level in (1, 2):
        _set_heading(paper.styles[f"Heading {level}"])


def text_width(paper: Document) -> float:
    """Millimetres between the margins."""
    page = paper.sections[0]
    return Length(page.page_width - page.left_margin - page.right_margin).mm


def next_part(paper: Document) -> Section:
    """A new page whose numbers begin again at 1, as those of each annex do."""
    section = paper.add_section(WD_SECTION.NEW_PAGE)
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    section._sectPr.insert_element_before(numbering, *_AFTER_NUMBERING)
    return section


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True  # hides the number of page 1


def _number_pages(section: Section) -> None:
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(paragraph.add_run("2")._r)
    paragraph._p.append(field)


def _set_letters(style: ParagraphStyle, language: str) -> None:
    _set_font(style, language)
    style.font.size = BODY
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0


def _set_heading(style: ParagraphStyle) -> None:
    _set_font(style)
    style.font.size, style.font.bold, style.font.italic = BODY, True, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.first_line_indent = INDENT
    style.paragraph_format.space_before, style.paragraph_format.space_after = BETWEEN, Pt(0)
    style.paragraph_format.keep_with_next = True


def _set_font(style: ParagraphStyle, language: str = "") -> None:
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()  # a theme's fonts would come before those named here
    for letters in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{letters}"), FONT)
    if language:
        tongue = OxmlElement("w:lang")
        tongue.set(qn("w:val"), language)
        properties.append(tongue)


def _set_properties(paper: Document, report: Report) -> None:
    properties, day = paper.core_properties, datetime.fromisoformat(report.as_of)
    properties.title, properties.author = report.title, report.letterhead.issuer
    properties.last_modified_by, properties.comments = report.letterhead.issuer, ""
    properties.language = _LANGUAGES[report.language]
    properties.created = properties.modified = day
