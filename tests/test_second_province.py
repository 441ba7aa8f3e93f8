"""Another place is answered for by adding data only: the country as one, a province, and nothing in the code."""

import csv
import re
import shutil
from functools import partial
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import wording
from analysis.__main__ import app
from analysis.growth import year_growth
from analysis.ledger import DATA, DEFAULT_GEOGRAPHY, where
from analysis.ledger.kinds import TARGET_COLUMNS
from analysis.outlook.answer import answers
from analysis.outlook.reading import Answer
from analysis.readers.opening import read_release
from analysis.readers.sheet.writing import write_sheet
from analysis.report import folder
from analysis.report.sentences import sentences
from tests.small_ledger import fill_in

SOURCE = Path(__file__).parents[1] / "src"
NOTEBOOKS = SOURCE.parent / "notebooks"
DAY = "2022-08-09"
PATHS = 100
PROVINCE = "binh_duong"


def plan(place: str, indicator: str, measure: str, value: float, unit: str, source: str) -> dict[str, object]:
    """A target made up for this test."""
    stated = {"unit": unit, "kind": "plan", "set_by": "made up", "published": "2022-01-29", "source_id": source}
    series = {"geography": place, "indicator": indicator, "sector": "total", "year": 2022}
    return series | {"measure": measure, "value": value} | stated | {"note": "made up for a test"}


def write(table: Path, columns: list[str], rows: list[dict[str, object]]) -> None:
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nothing of the first province: the country's ledger since 2018 with a plan, and one province's employment."""
    data = tmp_path_factory.mktemp("second") / "data"
    (data / "vietnam").mkdir(parents=True)
    (data / PROVINCE).mkdir()
    for table in DATA.glob("*.csv"):
        shutil.copy(table, data)
    corrections = pd.read_csv(DATA / "corrections.csv", dtype=str, keep_default_na=False)
    corrections[corrections["geography"] == "vietnam"].to_csv(data / "corrections.csv", index=False)
    shutil.copy(DATA / "vietnam" / "sources.csv", data / "vietnam")
    facts = pd.read_csv(DATA / "vietnam" / "facts.csv", dtype=str, keep_default_na=False)
    facts[facts["period"] >= "2018"].to_csv(data / "vietnam" / "facts.csv", index=False)
    source = "gso_monthly_tables_2022_01_29"
    national = [
        plan("vietnam", "iip", "growth_yoy_pct", 9, "percent", source),
        plan("vietnam", "retail_sales", "level", 5_200_000, "billion_vnd", source),
        plan("vietnam", "exports", "level", 380_000, "million_usd", source),
    ]
    write(data / "vietnam" / "targets.csv", TARGET_COLUMNS, national)
    employment = pd.read_csv(DATA / "vietnam" / "employment.csv", dtype=str, keep_default_na=False)
    own = employment[employment["geography"] == PROVINCE]
    renamed = {old: old.replace("gso_monthly_tables", "employment") for old in own["source_id"].unique()}
    own.assign(source_id=own["source_id"].map(renamed)).to_csv(data / PROVINCE / "facts.csv", index=False)
    known = pd.read_csv(DATA / "vietnam" / "sources.csv", dtype=str, keep_default_na=False)
    known = known[known["source_id"].isin(renamed)]
    known.assign(source_id=known["source_id"].map(renamed)).to_csv(data / PROVINCE / "sources.csv", index=False)
    goal = plan(PROVINCE, "industrial_employment", "growth_yoy_pct", 3, "percent", "employment_2022_01_29")
    write(data / PROVINCE / "targets.csv", TARGET_COLUMNS, [goal])
    return data


@pytest.fixture(scope="module")
def country(data: Path) -> list[Answer]:
    return answers(DAY, "vietnam", 2022, n_draws=PATHS, data=data)


@pytest.fixture(scope="module")
def province(data: Path) -> list[Answer]:
    return answers(DAY, PROVINCE, 2022, n_draws=PATHS, data=data)


def test_the_country_is_answered_for_like_a_province(country: list[Answer]) -> None:
    assert [answer.target.indicator for answer in country] == ["retail_sales", "exports", "iip"]
    assert [str(answer.last) for answer in country] == ["2022-07"] * 3
    assert all(answer.outlook.low < answer.outlook.median < answer.outlook.high for answer in country)


def test_its_paths_keep_the_published_months(country: list[Answer]) -> None:
    retail = country[0]
    printed = retail.figures.query("period == '2022-06' and period_type == 'month' and measure == 'level'")
    assert retail.draws.loc["2022-06"].median() == pytest.approx(printed["value"].iloc[-1], rel=0.01)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_its_answer_is_written_with_nothing_of_the_first_province(
    country: list[Answer], tmp_path: Path, language: str
) -> None:
    written = folder.write(country[-1:], DAY, tmp_path, language)
    texts = [path.read_text("utf-8-sig") for path in written if path.suffix in {".csv", ".svg"}]
    told = sentences(country, language) + texts
    assert len(texts) >= 4
    assert [text for text in told if "Ninh Thuận" in text or DEFAULT_GEOGRAPHY in text] == []


@pytest.mark.parametrize("place", ["vietnam", PROVINCE])
def test_its_next_month_comes_in_through_the_entry_sheet(data: Path, tmp_path: Path, place: str) -> None:
    sheet = write_sheet("2022-08", tmp_path / "sheet.xlsx", geography=place, data=data)
    series = "industrial_employment|total" if place == PROVINCE else "iip|total"
    read = read_release(fill_in(sheet, {(series, "month:growth_yoy_pct"): 4.5}), data=data)
    assert list(read.rows["geography"].unique()) == [place]


def test_a_text_that_names_no_place_is_about_the_province_asked_for(data: Path, tmp_path: Path) -> None:
    text = tmp_path / "report.txt"
    text.write_text("Chỉ số sản xuất công nghiệp tháng 7 tăng 10,37% so với cùng kỳ năm trước.", "utf-8")
    told = {"published": DAY, "title": "Report", "publisher": "Office"}
    read = read_release(text, **told, geography=PROVINCE, data=data)
    assert list(read.rows["geography"]) == [PROVINCE]


def test_a_provinces_index_of_employment_can_have_a_target(province: list[Answer]) -> None:
    (answer,) = province
    grown = year_growth(answer.draws, 2022)
    printed = answer.figures.query("period == '2022-07' and measure == 'growth_yoy_pct'")["value"].iloc[0]
    path = 100 * (answer.draws.loc["2022-07"] / answer.draws.loc["2021-07"] - 1)
    assert answer.outlook.chance == pytest.approx((grown >= 3).mean(), abs=0.005)  # an open year is never certain
    assert path.median() == pytest.approx(printed, abs=1)


def test_the_command_line_answers_for_it_by_its_code(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.place.answers", partial(answers, n_draws=PATHS))
    asked = ["--geography", PROVINCE, "--data", str(data), "--out", str(tmp_path / "out"), "--lang", "en"]
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 0
    assert "Bình Dương" in told.output
    assert (tmp_path / "out" / "outlook.csv").exists()


@pytest.fixture
def renamed(data: Path, tmp_path: Path) -> Path:
    """The folder of figures with a place, an indicator and a publisher that only its own tables name."""
    copy = Path(shutil.copytree(data, tmp_path / "copy"))
    (copy / PROVINCE).rename(copy / "own_place")
    for table in (copy / "own_place").iterdir():
        text = table.read_text("utf-8").replace(PROVINCE, "own_place").replace("industrial_employment", "own_jobs")
        table.write_text(text.replace("General Statistics Office", "Own Office"), "utf-8")
    for table, row in {
        "terms.csv": "geography,own_place,Tỉnh Riêng,Own Place\nindicator_short,own_jobs,Việc riêng,Own jobs",
        "indicators.csv": "own_jobs,Việc làm riêng,Jobs of its own,index,1,index,99",
    }.items():
        with (copy / table).open("a", encoding="utf-8") as end:
            end.write(f"{row}\n")
    return copy


def test_a_folder_of_figures_brings_its_own_names(
    renamed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.place.answers", partial(answers, n_draws=PATHS))
    asked = [
        "--formats",
        "svg",
        "--geography",
        "own_place",
        "--data",
        str(renamed),
        "--out",
        str(tmp_path / "out"),
        "--lang",
        "en",
    ]
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 0, told.output
    assert "Own Place" in told.output and "Own jobs" in told.output
    assert "Own Office" in (tmp_path / "out" / "own_jobs_path_en.svg").read_text("utf-8")
    with pytest.raises(KeyError, match="own_place"):
        wording.term("geography", "own_place")


def test_a_place_without_figures_is_told_so(data: Path) -> None:
    told = CliRunner().invoke(app, ["--geography", "an_giang", "--data", str(data)])
    assert told.exit_code == 1
    assert told.stderr == "an_giang: sổ số liệu chưa có số liệu / the ledger has no figures\n"


def test_where_its_figures_come_from_is_known(data: Path) -> None:
    prints = where("industrial_employment", "2022-07", geography=PROVINCE, data=data)
    assert set(prints["measure"]) == {"growth_yoy_pct", "growth_mom_pct"}


def names_the_first_province(line: str) -> bool:
    return any(name in line.lower() for name in ("ninh_thuan", "ninhthuan", "ninh thuận", "ninh thuan"))


def test_the_code_names_no_province_but_the_default() -> None:
    examples = re.compile(r'""".*?"""', re.S)  # docstrings show the first place
    texts = {path: path.read_text("utf-8") for path in SOURCE.rglob("*") if path.suffix in {".py", ".csv", ".mplstyle"}}
    lines = {(path.name, line.strip()) for path, text in texts.items() for line in examples.sub("", text).splitlines()}
    found = {(name, line) for name, line in lines if names_the_first_province(line)}
    allowed = {("__init__.py", f'DEFAULT_GEOGRAPHY = "{DEFAULT_GEOGRAPHY}"')}
    assert {one for one in found - allowed if "home: str =" not in one[1]} == set()


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_names_a_province_in_its_parameters_only(path: Path) -> None:
    cells = nbformat.read(path, as_version=nbformat.NO_CONVERT).cells
    lines = [line for cell in cells for line in cell.source.splitlines()]
    assert [line for line in lines if names_the_first_province(line)] == ['PLACE: str = "Ninh Thuận"']


def test_no_sentence_for_readers_names_a_province() -> None:
    told = (DATA / "sentences.csv").read_text("utf-8").splitlines()
    assert [line for line in told if names_the_first_province(line)] == []
