"""The report in a department's own Word template, and as PDF."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.shared import Mm

from analysis.report import office
from analysis.report.blocks import Letterhead, Paragraph, Picture, Report
from analysis.report.word import document
from tests.made_answers import PICTURE

HEAD = Letterhead("Cộng hòa", "Độc lập", "UBND", "Sở", "Số 1", "ngày 9", "Kèm", "GIÁM ĐỐC", "ký", "Nơi nhận", ("Lưu",))


def template(file: Path, without: str = "") -> Path:
    """A department's document: wide margins, a line of its own on top, perhaps without a style."""
    paper = docx.Document()
    paper.sections[0].left_margin = paper.sections[0].right_margin = Mm(40)
    paper.add_paragraph("SỞ CÔNG THƯƠNG CỦA CHÚNG TÔI")
    if without:
        paper.styles[without].delete()
    paper.save(file)
    return file


def paper_of(*blocks: Paragraph | Picture) -> Report:
    """A report of these blocks."""
    return Report("vi", "2022-08-09", "Báo cáo", "Thử", HEAD, blocks)


def test_a_template_keeps_its_margins_and_its_letterhead(tmp_path: Path) -> None:
    own = office.read_template(template(tmp_path / "own.docx"))
    read = docx.Document(BytesIO(document(paper_of(Paragraph("Câu."), PICTURE), own)))
    assert read.sections[0].left_margin.mm == pytest.approx(40, abs=0.1)
    assert read.paragraphs[0].text == "SỞ CÔNG THƯƠNG CỦA CHÚNG TÔI"
    assert "CỘNG HÒA" not in "".join(cell.text for table in read.tables for cell in table._cells)
    page = read.sections[0]
    assert read.inline_shapes[0].width <= page.page_width - page.left_margin - page.right_margin


def test_a_template_without_a_style_is_refused_by_the_names_of_file_and_style(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"own\.docx: mẫu thiếu kiểu “Heading 2”.*/ styles"):
        office.read_template(template(tmp_path / "own.docx", "Heading 2"))


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "own.docx").write_text("chữ", "utf-8")
    for name in ("own.docx", "none.docx"):
        with pytest.raises(ValueError, match=rf"{name}: không phải tệp Word"):
            office.read_template(tmp_path / name)


@pytest.mark.skipif(not office.has_pdf(), reason="needs LibreOffice")
def test_a_report_becomes_a_pdf() -> None:
    assert office.as_pdf(document(paper_of(Paragraph("Câu.")))).startswith(b"%PDF")


def test_where_libreoffice_writes_nothing_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_libreoffice", lambda: "true")
    with pytest.raises(ValueError, match="LibreOffice wrote no PDF"):
        office.as_pdf(b"")
