"""The check of a day's pages sees what leaves the newest print."""

from pathlib import Path

import pandas as pd
import pytest
from benchmarks.pages import stale_pages

ROW = {
    "indicator": "exports", "sector": "total", "year": 2022, "measure": "level", "used": True, "known_to": "2022-06",
    "done": 61.1, "growth_so_far_pct": 9.26, "outturn": None, "growth_before_pct": 20.0,
}  # fmt: skip
SAID = "2022: 61,1; lệch 0,8 điểm so với +9,26%"


@pytest.mark.parametrize(
    ("changed", "said", "faults"),
    [
        ({}, SAID, []),
        ({"done": 60.0}, SAID.replace("61,1", "60"), ["exports done: 60.0, printed 61.1"]),
        ({}, "lệch 0,8 điểm so với +9,26%", ["exports: 61,1 is not told"]),
        ({}, "61,1", ["exports: year to date estimated 10.00, printed 9.26, not said"]),
        ({"outturn": 130.0}, "61,1", []),
    ],
)
def test_a_page_that_leaves_the_newest_print_is_seen(
    tmp_path: Path, changed: dict[str, float], said: str, faults: list[str]
) -> None:
    pd.DataFrame([ROW | changed]).to_csv(tmp_path / "outlook.csv", index=False)
    prints = [("level", 60.0, "2022-07-01"), ("level", 61.1, "2022-08-09"), ("growth_yoy_pct", 9.26, "2022-08-09")]
    figures = pd.DataFrame(prints, columns=["measure", "value", "published"])
    figures.assign(period_type="ytd", period="2022-06").to_csv(tmp_path / "exports_figures.csv", index=False)
    months = pd.period_range("2021-01", "2022-12", freq="M")
    levels = [100.0 if month.year == 2021 else 110.0 for month in months]
    pd.DataFrame({"month": months, "middle": levels}).to_csv(tmp_path / "exports_months.csv", index=False)
    (tmp_path / "page.txt").write_text(said, "utf-8")
    assert stale_pages(tmp_path, tmp_path / "page.txt") == faults
