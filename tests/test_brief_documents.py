"""Word, Excel and HTML hold what the report says, in both languages, in the form official papers have."""

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache, cached_property
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pandas as pd
import pytest
from docx.oxml.ns import qn

from analysis import wording
from analysis.ledger import load_corrections
from analysis.ledger.loading import load_sources
from analysis.outlook.joint import joint_chance
from analysis.outlook.levers import least_effort
from analysis.outlook.reading import Answer
from analysis.outlook.scenarios import load_scenarios
from analysis.report.blocks import Heading, Items, Paragraph, Report
from analysis.report.book import workbook
from analysis.report.numbers import compared, plan_table
from analysis.report.paper import RESULTS, Known, report
from analysis.report.table import Table
from analysis.report.web import page
from analysis.report.word import document
from tests.made_answers import AS_OF, PATHS, PICTURE, YEAR, year
from tests.numbers_read import decimals, numbers, rounded, says

YEARS = range(6)
both = pytest.mark.parametrize("language", wording.LANGUAGES)
each_year = pytest.mark.parametrize("seed", YEARS)
PICTURES = tuple(replace(PICTURE, name=f"chart_{number}") for number in range(3))
SOFFICE, PDFTOTEXT = shutil.which("soffice"), shutil.which("pdftotext")


@cache
def known(seed: int, language: str) -> Known:
    answers, facts = year(seed)
    return Known("ninh_thuan", facts, AS_OF, language, answers=answers)


@cache
def made(seed: int, language: str) -> Report:
    return report(known(seed, language), PICTURES)


@cache
def paper(seed: int, language: str) -> bytes:
    return document(made(seed, language))


@cache
def book(seed: int, language: str) -> bytes:
    return workbook(known(seed, language))


def texts(one: Report) -> list[str]:
    """Every text of the body and the annexes in their order, cell by cell."""
    told: list[str] = []
    for block in [*one.body, *(block for annex in one.annexes for block in annex.blocks)]:
        if isinstance(block, Heading | Paragraph):
            told += [block.text]
        elif isinstance(block, Items):
            told += block.texts
        elif isinstance(block, Table):
            told += [block.caption, *block.text().columns, *block.text().to_numpy().ravel(), block.note]
        else:
            told += [block.caption]
    return [text for text in told if text]


def plain(text: str) -> str:
    return " ".join(text.split())


def read_paper(content: bytes) -> str:
    """All text of a Word file in the order it is read."""
    body = docx.Document(BytesIO(content)).element.body
    return plain(" ".join("".join(t.text or " " for t in p.iter(qn("w:t"), qn("w:br"))) for p in body.iter(qn("w:p"))))


class Page(HTMLParser):
    """The texts of an HTML page by language, its attributes and the ids in it."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.language, self.skipped = "", 0
        self.told: dict[str, list[str]] = {"vi": [], "en": []}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.language = str(dict(attrs)["lang"]) if tag == "article" else self.language

    def handle_data(self, data: str) -> None:
        if self.language:
            self.told[self.language].append(data)


def in_order(wanted: list[str], text: str) -> bool:
    """Whether the text holds all that is wanted, one after the other."""
    place = 0
    for one in map(plain, wanted):
        place = text.find(one, place) + len(one)
        if place < len(one):
            return False
    return True


def floats(thing: Any) -> list[float]:
    """Every number of an answer, whatever holds it."""
    if isinstance(thing, bool | str | pd.Period) or thing is None:
        return []
    if isinstance(thing, int | float):
        return [float(thing)]
    if isinstance(thing, pd.Series):
        return [value for one in thing for value in floats(one)]
    if is_dataclass(thing):
        own = [field.name for field in fields(thing)]
        own += [name for name, kind in vars(type(thing)).items() if isinstance(kind, property | cached_property)]
        return [value for name in own for value in floats(getattr(thing, name))]
    return []


def model_values(answers: list[Answer], facts: pd.DataFrame) -> list[float]:
    """What a document may print: values of answers and figures, and what arithmetic makes of them."""
    values = [value for one in answers for value in floats(one)] + list(facts["value"])
    for one in answers:
        target, left = one.target.value, 12 - one.last.month
        values += [100 * one.outlook.chance, target - one.done, (target - one.done) / max(left, 1)]
        values += [100 * one.done / target] if one.target.measure == "level" else []
        before = one.draws.loc[pd.period_range(one.last + 1, periods=left, freq="M") - 12] if left else one.draws
        values += [float(before.mean().median())]
        values += [answers[0].target.value / (1 + answers[1].target.value / 100)]
    scenarios = load_scenarios("ninh_thuan", as_of=AS_OF)
    values += [
        value for under in compared(answers, scenarios.values())[0].values() for one in under for value in chances(one)
    ]
    under = [[one for one in given if one.used] for given in compared(answers, scenarios.values())[0].values()]
    values += [100 * joint_chance(one) for one in under]
    for one in answers:
        if one.used and pd.notna(one.required_growth):
            efforts = [least_effort(one, chance) for chance in (0.5, 0.8)]
            values += [
                number for effort in efforts for ask in effort.asks.itertuples() for number in (ask.expected, ask.asked)
            ]
            values += [100 * chance for effort in efforts for chance in (effort.before, effort.after)]
    return [abs(value) for value in values if pd.notna(value)]


def chances(one: Answer) -> list[float]:
    """Where a year is heading under a scenario, and the chance in per cent."""
    return [one.outlook.median, 100 * one.outlook.chance]


def untitled(text: str) -> str:
    """The text without what sources are called and what corrections say, which are nobody's numbers."""
    for title in sorted(SAID, key=len, reverse=True):
        text = text.replace(title, "")
    return text.replace("2010", "")


SAID = {*load_sources()["title"], *load_corrections()["reason_vi"], *load_corrections()["reason_en"]}
KNOWN = next(place for place, one in enumerate(year(0)[0]) if pd.notna(one.done) and one.target.measure == "level")
REPLAYED = pd.read_csv(RESULTS / "national_year_end.csv", index_col="group").loc["all"]
SMALL = [*range(32), *range(2012, YEAR + 1), 50, 80, 99, PATHS, 100 * REPLAYED["covers80"], *REPLAYED]


@each_year
def test_every_number_of_a_report_is_the_models_at_its_printed_precision(seed: int) -> None:
    answers, facts = year(seed)
    given = [*model_values(answers, facts), *SMALL]
    by_places = {places: {rounded(value, places) for value in given} for places in range(4)}
    joint = r"\d+ %(?= \((?:IIP|the IIP))"
    for language in wording.LANGUAGES:
        for text in texts(made(seed, language)):
            for number in numbers(re.sub(joint, "", untitled(text)), language):
                assert abs(number) in by_places[decimals(number)], text


@each_year
def test_a_text_says_the_same_numbers_in_both_languages(seed: int) -> None:
    vietnamese, english = (texts(made(seed, language)) for language in wording.LANGUAGES)
    for one, other in zip(vietnamese, english, strict=True):
        said = numbers(untitled(one), "vi"), numbers(untitled(other), "en")
        # two readings of a plan: the base year stands before its level in Vietnamese, after it in English
        assert said[0] == said[1] or (Counter(said[0]) == Counter(said[1]) and str(YEAR - 1) in one), (one, other)


@both
@each_year
def test_word_holds_the_whole_report_in_its_order(seed: int, language: str) -> None:
    one = made(seed, language)
    form = [one.letterhead.nation.upper(), one.letterhead.motto, one.letterhead.place_date, one.title]
    levels = {block.text: block.level for block in one.body if isinstance(block, Heading)}
    told = [text.upper() if levels.get(text) == 1 else text for text in texts(one)]
    read = read_paper(paper(seed, language))
    assert in_order(form, read)
    assert in_order(told, read)


@each_year
def test_the_page_holds_both_reports_and_nothing_outside_itself(seed: int) -> None:
    content = page([made(seed, language) for language in wording.LANGUAGES])
    read = Page(content)
    for language, told in read.told.items():
        assert in_order(texts(made(seed, language)), plain(" ".join(told)))
    assert "://" not in content and "<script" not in content
    assert not any(key.startswith("on") for _, attributes in read.tags for key in attributes)
    named = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(named) == len(set(named))


def test_texts_of_a_page_never_become_markup() -> None:
    read = Page(page([made(0, "vi")]))
    assert "“<IIP & bạn>”" in "".join(read.told["vi"])
    assert not any(tag == "iip" for tag, _ in read.tags)


# Form


@both
def test_the_paper_is_a4_with_the_margins_of_the_decree_and_its_page_number_on_top(language: str) -> None:
    one = docx.Document(BytesIO(paper(0, language)))
    for section in one.sections:
        sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(side.mm) for side in sides] == [20, 20, 30, 20]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        assert section.different_first_page_header_footer
        assert section.first_page_header.paragraphs[0].text == ""
    header = one.sections[0].header.paragraphs[0]
    assert header.alignment == 1
    assert header._p.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"
    assert one.styles["Normal"].font.name == "Times New Roman"
    assert one.styles["Normal"].font.size.pt == 13


ORDER = {  # as the schema of Word has them (ECMA-376, wml.xsd); another order makes Word offer a repair
    "pPr": "pStyle keepNext keepLines pageBreakBefore pBdr tabs spacing ind jc rPr sectPr",
    "rPr": "rFonts b bCs i iCs color sz szCs highlight lang",
    "tblPr": "tblStyle tblW jc tblLayout tblCellMar tblLook",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
}


def test_parts_of_the_file_stand_in_the_order_word_asks_for() -> None:
    one = docx.Document(BytesIO(paper(0, "vi")))
    for name, order in ORDER.items():
        places = {qn(f"w:{child}"): place for place, child in enumerate(order.split())}
        for part in one.element.body.iter(qn(f"w:{name}")):
            found = [places[child.tag] for child in part]
            assert found == sorted(found), name


def test_the_plan_table_repeats_its_head_and_pictures_say_what_they_show() -> None:
    one = docx.Document(BytesIO(paper(0, "vi")))
    plan = next(table for table in one.tables if table.cell(0, 0).text == "TT")
    assert plan.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert len(plan.columns) == 10
    assert {shape._inline.docPr.get("descr") for shape in one.inline_shapes} == {PICTURE.alt}
    names = [shape._inline.docPr.get("id") for shape in one.inline_shapes]
    assert len(names) == len(set(names)) == 3


def test_the_file_is_dated_by_its_figures_and_made_of_the_same_bytes_twice() -> None:
    again = document(report(known(0, "vi"), PICTURES))
    assert again == paper(0, "vi")
    assert workbook(known(0, "vi")) == book(0, "vi")
    assert docx.Document(BytesIO(again)).core_properties.created.date() == date(2022, 12, 31)
    assert {part.date_time for part in ZipFile(BytesIO(again)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


# Excel


def rows_of(content: bytes, place: int, *, values: bool) -> list[tuple[Any, ...]]:
    sheet = openpyxl.load_workbook(BytesIO(content), data_only=values).worksheets[place]
    return list(sheet.iter_rows(min_row=2, values_only=True))


@both
@each_year
def test_the_sheet_of_the_plan_shows_what_the_table_of_the_paper_prints(seed: int, language: str) -> None:
    answers, _ = year(seed)
    sheet = openpyxl.load_workbook(BytesIO(book(seed, language)), data_only=True).worksheets[1]
    printed = plan_table(answers, language).text().to_numpy()
    for cells, texts_of in zip(sheet.iter_rows(min_row=2), printed, strict=True):
        for column, places in {3: [3], 5: [6], 6: [7], 7: [8], 8: [9, 10, 11]}.items():
            read = numbers(texts_of[column], language)
            shown = [cells[place] for place in places if cells[place].value != "–"]
            assert len(read) == len(shown)
            assert all(says(number, cell.value) for number, cell in zip(read, shown, strict=True))
            assert all(
                decimals(number) == len(cell.number_format.split(";")[0].partition("#,##0.")[2])
                for number, cell in zip(read, shown, strict=True)
            )


@each_year
def test_the_pace_of_the_sheet_is_the_answers_and_follows_from_the_cells_beside_it(seed: int) -> None:
    answers, _ = year(seed)
    for one, row in zip(answers, rows_of(book(seed, "en"), 2, values=True), strict=True):
        target, done, whole, before, rest, pace = row[4:10]
        if pd.isna(one.required_growth):
            assert pace == "–"
            continue
        assert rest == pytest.approx(whole - before)
        assert pace == pytest.approx(one.required_growth) == pytest.approx(100 * ((target - done) / rest - 1))


def test_shares_and_paces_are_live_formulas_with_values_for_viewers_that_do_not_compute() -> None:
    plan, pace = (rows_of(book(0, "vi"), place, values=False) for place in (1, 2))
    assert [row[7] for row in plan if row[6] != "–"][:1] == [f"=100*G{KNOWN + 2}/D{KNOWN + 2}"]
    assert pace[KNOWN][9] == f"=100*((E{KNOWN + 2}-F{KNOWN + 2})/I{KNOWN + 2}-1)"
    assert isinstance(rows_of(book(0, "vi"), 2, values=True)[KNOWN][9], float)


@both
def test_data_sheets_have_one_head_row_nothing_merged_and_names_in_the_readers_language(language: str) -> None:
    sheets = openpyxl.load_workbook(BytesIO(book(0, language))).worksheets
    assert [sheet.title for sheet in sheets][:2] == {"vi": ["Bìa", "Kế hoạch"], "en": ["Cover", "Plan"]}[language]
    for sheet in sheets[1:5]:
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes == "C2"
        assert all(isinstance(cell.value, str) for cell in sheet[1])


def test_a_text_that_a_spreadsheet_would_run_stays_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(wording._WAYS, "publisher", lambda name, language: "=1+1")
    sheet = openpyxl.load_workbook(BytesIO(workbook(known(0, "vi")))).worksheets[4]
    cells = [row[8] for row in sheet.iter_rows(min_row=2)]
    assert {cell.value for cell in cells} == {"'=1+1"}
    assert {cell.data_type for cell in cells} == {"s"}


def test_every_figure_of_the_workbook_names_its_source() -> None:
    rows = rows_of(book(0, "vi"), 4, values=True)
    assert len(rows) > 20
    assert all(row[8] and row[9] for row in rows)


# Rendered


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper as PDF, and a workbook without its values, so that LibreOffice must compute them."""
    folder = tmp_path_factory.mktemp("rendered")
    (folder / "brief.docx").write_bytes(paper(0, "vi"))
    unsolved = openpyxl.load_workbook(BytesIO(book(0, "en")))
    unsolved.save(folder / "unsolved.xlsx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for name, kind, out in (("brief.docx", "pdf", "."), ("unsolved.xlsx", "xlsx", "solved")):
        call = [str(SOFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(folder / out)]
        subprocess.run([*call, str(folder / name)], check=True, capture_output=True, timeout=120)
    return folder


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not here")
def test_another_spreadsheet_computes_the_same_values(rendered: Path) -> None:
    solved = (rendered / "solved" / "unsolved.xlsx").read_bytes()
    for place in (1, 2):
        side_by_side = zip(rows_of(solved, place, values=True), rows_of(book(0, "en"), place, values=True), strict=True)
        rows = [zip(computed, held, strict=True) for computed, held in side_by_side]
        pairs = [(a, b) for row in rows for a, b in row if isinstance(b, float)]
        assert pairs
        assert all(a == pytest.approx(b, rel=1e-9, abs=1e-9) for a, b in pairs)


@pytest.mark.skipif(not (SOFFICE and PDFTOTEXT), reason="LibreOffice and poppler are not here")
def test_rendered_pages_have_their_margins_and_no_number_on_the_first(rendered: Path) -> None:
    if not (rendered / "brief.pdf").exists():
        pytest.skip("LibreOffice has no writer here")
    call = [str(PDFTOTEXT), "-bbox", str(rendered / "brief.pdf"), "-"]
    pages = subprocess.run(call, check=True, capture_output=True, text=True, encoding="utf-8").stdout.split("<page ")[
        1:
    ]
    word = re.compile(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<')
    millimetre, tops = 72 / 25.4, []
    for one in pages:
        words = [(*map(float, found[:4]), found[4]) for found in word.findall(one)]
        header = [found for found in words if found[1] < 18 * millimetre]
        tops.append([found[4] for found in header])
        body = [found for found in words if found not in header]
        assert min(found[0] for found in body) >= 29.5 * millimetre
        assert max(found[2] for found in body) <= 190.5 * millimetre
        assert max(found[3] for found in body) <= 278 * millimetre
    assert tops[:2] == [[], ["2"]]
