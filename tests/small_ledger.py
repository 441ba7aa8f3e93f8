"""A data folder small enough to check by hand: one province, one country, and sheets filled in for them."""

import shutil
from pathlib import Path

import pandas as pd
from openpyxl import load_workbook

from analysis.ledger import COLUMNS, DATA
from analysis.ledger.kinds import CORRECTION_COLUMNS, SOURCE_COLUMNS, TARGET_COLUMNS
from analysis.readers.release import Release, Source
from analysis.readers.sheet.layout import COLUMN_CODES, FIELD_COLUMN, FIRST_FIELD_ROW, FIRST_ROW
from analysis.readers.sheet.writing import write_sheet

HEADERS = {
    "facts.csv": COLUMNS,
    "employment.csv": COLUMNS,
    "sources.csv": SOURCE_COLUMNS,
    "targets.csv": TARGET_COLUMNS,
}
OFFICE = "Cục Thống kê tỉnh Ninh Thuận"
PAPER = "Báo Ninh Thuận"

# retail sales: 100 a month in 2021, 110 a month in 2022; the IIP grows by 10 % on the year, its sectors by 8 to 12 %
FACTS = [
    *(("retail_sales", "total", "month", f"2021-{m:02d}", "level", 100) for m in range(1, 13)),
    *(("retail_sales", "total", "ytd", f"2021-{m:02d}", "level", 100 * m) for m in range(1, 13)),
    *(("retail_sales", "total", "month", f"2022-{m:02d}", "level", 110) for m in range(1, 8)),
    *(("retail_sales", "total", "ytd", f"2022-{m:02d}", "level", 110 * m) for m in range(1, 8)),
    *(("iip", "total", "month", f"2022-{m:02d}", "growth_yoy_pct", 10) for m in range(1, 8)),
    *(("iip", "total", "ytd", f"2022-{m:02d}", "growth_yoy_pct", 10) for m in range(1, 8)),
    *(("iip", "mining", "month", f"2022-{m:02d}", "growth_yoy_pct", 8) for m in range(1, 8)),
    ("product_output", "sea_salt", "ytd", "2022-07", "growth_yoy_pct", 3),
    ("industrial_employment", "total", "month", "2022-07", "growth_yoy_pct", 2),
]
UNITS = {
    "retail_sales": "billion_vnd",
    "industrial_output": "billion_vnd",
    "exports": "million_usd",
    "electricity_output": "million_kwh",
    "product_output": "tonnes",
}


def small_ledger(folder: Path, facts: list[tuple[str, str, str, str, str, float]] = FACTS) -> Path:
    """The data folder, written anew with these facts: indicator, sector, period type, month, measure, value."""
    months = [f"{year}-{month:02d}" for year in (2021, 2022) for month in range(1, 13)]
    plan = "ninh_thuan,retail_sales,total,2022,level,1320,billion_vnd,plan,province,2022-01-28,office_2022-01,"
    lines = {
        "facts.csv": [_line(*fact) for fact in facts if fact[0] != "industrial_employment"],
        "employment.csv": [_line(*fact) for fact in facts if fact[0] == "industrial_employment"],
        "sources.csv": [f"office_{month},Báo cáo {month},{OFFICE},,{month}-28,stated" for month in months],
        "targets.csv": [plan],
    }
    for name, columns in HEADERS.items():
        _write(folder / "ninh_thuan" / name, columns, lines[name])
        _write(folder / "vietnam" / name, columns, [])
    _write(folder / "corrections.csv", CORRECTION_COLUMNS, [])
    for name in ("terms.csv", "indicators.csv"):
        shutil.copy(DATA / name, folder)
    return folder


def _write(table: Path, columns: list[str], lines: list[str]) -> None:
    table.parent.mkdir(parents=True, exist_ok=True)
    table.write_text("".join(f"{line}\n" for line in [",".join(columns), *lines]), "utf-8")


def _line(indicator: str, sector: str, kind: str, month: str, measure: str, value: float) -> str:
    unit = UNITS[indicator] if measure == "level" else "percent"
    day = f"{month}-28"
    return f"ninh_thuan,{indicator},{sector},{kind},{month},{measure},{value},{unit},estimate,{day},office_{month},"


def tables(data: Path) -> dict[str, bytes]:
    """The bytes of every table by name."""
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in data.rglob("*.csv")}


def without_industry(folder: Path) -> Path:
    """The committed figures with the plan for retail sales and exports only, which are quick to answer."""
    data = Path(shutil.copytree(DATA, folder))
    targets = data / "ninh_thuan" / "targets.csv"
    lines = targets.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if ",iip," not in line and ",industrial_output," not in line]
    targets.write_text("".join(kept), "utf-8")
    return data


def forget_after(day: str, data: Path) -> None:
    """The province's figures of a copied ledger, without what came after a day."""
    path = data / "ninh_thuan" / "facts.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    rows[rows["published"] <= day].to_csv(path, index=False, lineterminator="\n")


def figure(
    indicator: str,
    measure: str,
    value: float,
    *,
    sector: str = "total",
    kind: str = "month",
    period: str = "2022-08",
    unit: str | None = None,
    geography: str = "ninh_thuan",
) -> dict[str, object]:
    """One figure of a release, in the ledger's columns."""
    unit = unit or (UNITS[indicator] if measure == "level" else "percent")
    series = {"geography": geography, "indicator": indicator, "sector": sector, "period_type": kind, "period": period}
    return series | {"measure": measure, "value": float(value), "unit": unit, "status": "estimate", "note": ""}


def release(
    *figures: dict[str, object], publisher: str = OFFICE, published: str = "2022-08-28", file: str = "report.xlsx"
) -> Release:
    """What a file with these figures brings."""
    source = Source("Báo cáo tháng 8", publisher, "", published)
    rows = pd.DataFrame(figures).assign(published=published, source_id=source.wished_id)[COLUMNS]
    return Release(rows, source, file, "0" * 64)


def filled_sheet(data: Path, path: Path, cells: dict[tuple[str, str], object], month: str = "2022-08") -> Path:
    """An entry sheet with what was typed into cells, by series ("iip|mining") and column ("month:growth_yoy_pct")."""
    return fill_in(write_sheet(month, path, data=data), cells, month)


def fill_in(path: Path, cells: dict[tuple[str, str], object], month: str = "2022-08") -> Path:
    """The entry sheet with its head and these cells typed in."""
    book = load_workbook(path)
    sheet = book.active
    head = ("Báo cáo tháng 8", OFFICE, "https://example.vn/8", f"{month}-28")
    for row, value in enumerate(head, start=FIRST_FIELD_ROW):
        sheet.cell(row, FIELD_COLUMN, value)
    rows = {sheet.cell(row, 1).value: row for row in range(FIRST_ROW, sheet.max_row + 1)}
    for (series, column), value in cells.items():
        sheet.cell(rows[series], COLUMN_CODES.index(column) + 1).value = value
    book.save(path)
    return path
