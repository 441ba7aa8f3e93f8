"""Every place in one table: the numbers of each by itself, ranks with their ranges, and what fails named."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from analysis import Place, outlooks
from analysis.__main__ import app
from analysis.outlook.answer import answers
from analysis.place import comparing
from tests.small_ledger import FACTS, small_ledger

DAY = "2022-08-09"
RETAIL = ("retail_sales", "total")
SALES = [fact for fact in FACTS if fact[0] == "retail_sales"]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ninh Thuận's retail sales grow by 10 %, Phú Yên's by 20 % without a plan; the nation has no figures."""
    monkeypatch.setattr("analysis.place.answers", partial(answers, n_draws=50))
    data = small_ledger(tmp_path / "data", SALES)
    (data / "phu_yen").mkdir()
    for name in ("facts.csv", "sources.csv"):
        text = (data / "ninh_thuan" / name).read_text("utf-8")
        faster = text.replace("ninh_thuan", "phu_yen").replace(",level,110", ",level,120")
        (data / "phu_yen" / name).write_text(faster, "utf-8")
    return data


@pytest.fixture(autouse=True)
def in_reverse(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work done here instead of in processes, the last task first."""

    def finished(work: Callable, tasks: Sequence, **_: object) -> Iterator[tuple[int, object]]:
        return ((number, work(tasks[number])) for number in reversed(range(len(tasks))))

    monkeypatch.setattr(comparing, "finished", finished)


def test_a_row_holds_the_numbers_of_the_place_by_itself(data: Path) -> None:
    alone = Place("ninh_thuan", DAY, data=data).outlook("retail_sales")
    row = outlooks(as_of=DAY, data=data).loc[("ninh_thuan", *RETAIL)]
    told = [alone.target.value, alone.median, alone.chance]
    assert row[["target", "median", "chance"]].tolist() == pytest.approx(told)


def test_places_without_a_plan_are_ranked_by_growth_alone(data: Path) -> None:
    ranks = outlooks(as_of=DAY, data=data)[["growth_rank", "plan_rank", "provinces"]]
    assert ranks.loc[("phu_yen", *RETAIL)].fillna(0).tolist() == [1, 0, 2]
    assert ranks.loc[("ninh_thuan", *RETAIL)].tolist() == [2, 1, 2]


def test_the_fastest_stands_first_whichever_was_ready_first(data: Path) -> None:
    ready: list[str] = []
    found = outlooks(["ninh_thuan", "Phú Yên"], DAY, data=data, tell=lambda place, _: ready.append(place))
    assert sorted(ready) == ["ninh_thuan", "phu_yen"]
    assert found.index.get_level_values("geography").tolist() == ["phu_yen", "ninh_thuan"]


def told(place: str, *growth: float) -> comparing.Told:
    """A place whose year grows so on each draw."""
    row = {"used": True, "target": float("nan")}
    series = (place, "iip", "total")
    index = pd.MultiIndex.from_tuples([series], names=comparing.INDEX)
    draws = {(*series, "growth"): growth, (*series, "plan"): [float("nan")] * len(growth)}
    return pd.DataFrame([row], index), pd.DataFrame.from_dict(draws, orient="index")


def test_a_rank_ranges_over_the_draws_and_the_nation_has_none(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of = {"a": told("a", 3.0, 1.0), "b": told("b", 2.0, 2.0), "vietnam": told("vietnam", 9.0, 9.0)}
    monkeypatch.setattr(comparing, "resolve", lambda kind, typed, *_: typed)
    monkeypatch.setattr(comparing, "_of_place", lambda asked: of[asked[0]])
    ranks = outlooks(of, DAY, data=data).droplevel(["indicator", "sector"])
    names = ["growth_rank_low", "growth_rank", "growth_rank_high"]
    assert ranks.loc["a", names].tolist() == pytest.approx([1.1, 1.5, 1.9])
    assert ranks.loc["vietnam", names].isna().all()
    assert ranks["provinces"].unique().tolist() == [2]


def test_a_broken_ledger_is_named_and_the_others_are_answered_for(data: Path) -> None:
    (data / "phu_yen" / "facts.csv").write_text("geography;indicator", "utf-8")
    found = outlooks(as_of=DAY, data=data)
    assert found.index.tolist() == [("ninh_thuan", *RETAIL)]
    assert "phu_yen/facts.csv" in found.attrs["left_out"]["phu_yen"]


def test_a_place_that_took_its_worker_along_is_named(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "finished", lambda work, tasks, **_: [(0, work(tasks[0]))])
    found = outlooks(["ninh_thuan", "phu_yen"], DAY, data=data)
    assert (len(found), [*found.attrs["left_out"]]) == (1, ["phu_yen"])


def test_without_a_day_it_is_that_of_the_newest_figure_of_all(data: Path) -> None:
    assert outlooks(["ninh_thuan"], data=data, indicator="iip").attrs["as_of"] == "2022-07-28"


def test_the_command_shows_ranks_and_names_what_it_left_out(data: Path, tmp_path: Path) -> None:
    (data / "vietnam" / "facts.csv").write_text("", "utf-8")
    asked = ["--all", "--as-of", DAY, "--data", str(data), "--out", str(tmp_path / "out"), "--lang", "en"]
    shown = CliRunner().invoke(app, asked)
    assert shown.exit_code == 0
    assert "Retail sales, 2022 (billion VND): 2 places" in shown.stdout
    assert "Vietnam: left out." in shown.stderr
    kept = pd.read_csv(tmp_path / "out" / "places.csv")
    assert kept["name"].tolist() == ["Phú Yên", "Ninh Thuận"]
