"""What is asked of no one place: who holds what, one indicator in several places, every place's year in one table."""

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import wording
from analysis.evaluation.side_by_side import finished
from analysis.growth import growth, year_growth
from analysis.ledger import DATA, DEFAULT_GEOGRAPHY, WHOLE, load_facts, newest_prints
from analysis.ledger.folders import ledgers
from analysis.ledger.names import resolve
from analysis.ledger.problems import LedgerWarning
from analysis.ledger.vocabulary import load_indicators
from analysis.outlook.answer import table
from analysis.outlook.reading import Answer
from analysis.place.results import middle_range
from analysis.readers import text as texts

COUNTRY = "vietnam"
GROWTH = "growth_yoy_pct"
INDEX = ["geography", "indicator", "sector"]
Asked = tuple[str, str, int, str | None, Path]
"""Place, day, year, indicator, folder of figures."""
Told = tuple[pd.DataFrame, pd.DataFrame]
"""A place's answers, and on each draw the growth of the year and how far it ends beyond the plan."""


def places(data: str | Path | None = None) -> pd.DataFrame:
    """The places that have figures, one row each, by code.

    Columns: name, parent (code of the place it is part of), indicators (how many), first and last (periods, text),
    published (day of the newest figure).

    >>> places().loc["ninh_thuan", ["name", "parent"]].tolist()
    ['Ninh Thuận', 'vietnam']
    """
    facts = load_facts(data=Path(data or DATA))
    months = facts["period"].str.replace(r"-Q(\d)", lambda quarter: f"-{3 * int(quarter[1]):02d}", regex=True)
    by_place = facts.assign(period=months).groupby("geography")
    rows = by_place.agg(
        indicators=("indicator", "nunique"),
        first=("period", "min"),
        last=("period", "max"),
        published=("published", "max"),
    )
    rows.insert(0, "name", [wording.term("geography", place) for place in rows.index])
    rows.insert(1, "parent", np.where(rows.index == COUNTRY, "", COUNTRY))
    return rows


def compare(
    indicator: str,
    geographies: str | Sequence[str] | None = None,
    *,
    sector: str = WHOLE,
    measure: str = GROWTH,
    period_type: str = "ytd",
    as_of: object = None,
    data: str | Path | None = None,
) -> pd.DataFrame:
    """One indicator in several places (all that have it, without `geographies`), tidy: one row a place and period.

    Columns: geography, name, period (a pandas Period), value, unit, published; the newest print of each. A place asked
    for that has no such figure is named in a warning.

    >>> compare("retail_sales", ["ninh_thuan", "vietnam"], as_of="2022-08-09").columns.tolist()
    ['geography', 'name', 'period', 'value', 'unit', 'published']
    """
    folder = Path(data or DATA)
    wanted = {"indicator": indicator, "sector": sector, "measure": measure, "period_type": period_type}
    facts = chosen(load_facts(resolve("day", as_of) if as_of else None, data=folder), wanted, folder)
    if geographies is not None:
        asked = [geographies] if isinstance(geographies, str) else geographies
        codes = [resolve("geography", one, folder) for one in asked]
        facts = facts[facts["geography"].isin(codes)]
        if missing := [wording.term("geography", one) for one in codes if one not in {*facts["geography"]}]:
            warnings.warn(f"{', '.join(missing)}: không có số này / no such figure", stacklevel=2)
    rows = newest_prints(facts)
    rows = rows.assign(
        name=[wording.term("geography", place) for place in rows["geography"]],
        period=periods_of(rows["period"], period_type),
    )
    rows = rows[["geography", "name", "period", "value", "unit", "published"]]
    return rows.sort_values(["geography", "period"], ignore_index=True)


def read_text(text: str, published: str, home: str = DEFAULT_GEOGRAPHY) -> pd.DataFrame:
    """The figures a text tells: the ledger's columns, `sentence` as written, `unsure` (what must be asked, or "")."""
    return texts.read_text(text, resolve("day", published), resolve("geography", home))


def outlooks(
    places: Iterable[str] | None = None,
    as_of: object = None,
    year: int | None = None,
    *,
    indicator: str | None = None,
    data: str | Path | None = None,
    workers: int = 2,
    cluster: str | None = None,
    tell: Callable[[str, pd.DataFrame], None] = lambda place, rows: None,
) -> pd.DataFrame:
    """Where the year of every place is heading, one row a place and indicator, planned or not, the fastest first.

    Columns as `Place.outlooks`, the place's name, `growth` of the year and two ranks among the provinces, 1 the best:
    `growth_rank` of `provinces`, and `plan_rank` by how far the year ends beyond its plan. Each has the range that
    holds the middle 80 % of the draws (`growth_low`, `growth_rank_high` …); every place draws by itself, so what
    strikes all of them alike is not in a rank's range. The nation has no rank.

    `as_of`: without one the day of the newest figure of all; `workers`: processes of this machine; `cluster`: instead
    of them the address of a Dask scheduler; `tell` hears each place that is ready, with its rows. A place that cannot
    be answered for is left out: `attrs["left_out"]` says why, by its code; `attrs["as_of"]` is the day.

    >>> outlooks(["ninh_thuan"], "2022-08-09", indicator="retail_sales", workers=1)["growth_rank"].to_list()
    [1.0]
    """
    folder = Path(data or DATA)
    day = resolve("day", as_of) if as_of else str(load_facts(data=folder)["published"].max())
    codes = ledgers(folder) if places is None else [resolve("geography", one, folder) for one in places]
    # the largest first, lest all wait for one at the end
    codes.sort(key=lambda one: -sum(file.stat().st_size for file in (folder / one).rglob("*.csv")))
    code = resolve("indicator", indicator, folder) if indicator else None
    tasks = [(one, day, year or int(day[:4]), code, folder) for one in codes]
    left_out = dict.fromkeys(codes, "tiến trình dừng giữa chừng / its process ended before it was ready")
    found: dict[str, Told] = {}
    for number, told in finished(_of_place, tasks, workers=workers, cluster=cluster):
        if isinstance(told, str):
            left_out[codes[number]] = told
        else:
            del left_out[codes[number]]
            found[codes[number]] = told
            tell(codes[number], told[0])
    # whichever was ready first, the table is the same
    rows = _ranked([found[one] for one in codes if one in found], folder)
    rows.attrs |= {"as_of": day, "left_out": left_out}
    return rows


def chosen(facts: pd.DataFrame, wanted: Mapping[str, str | None], data: Path) -> pd.DataFrame:
    """The rows in which every column is what was asked for; None stands for anything."""
    for column, typed in wanted.items():
        if typed is not None:
            facts = facts[facts[column] == resolve(column, typed, data)]
    return facts


def periods_of(written: pd.Series, period_type: str) -> pd.PeriodIndex:
    """The ledger's periods as pandas has them: months, quarters or years."""
    frequency = {"quarter": "Q", "year": "Y"}.get(period_type, "M")
    return pd.PeriodIndex(written.str.replace("-Q", "Q"), freq=frequency, name="period")


def _of_place(asked: Asked) -> Told | str:
    """The answers of a place, or why there are none: what one place lacks does not cost the others."""
    from analysis.place import Place  # which hands out this module's function

    code, day, year, indicator, folder = asked
    try:
        with warnings.catch_warnings(), wording.words_of(folder):
            warnings.simplefilter("ignore", LedgerWarning)  # a broken ledger is named by its own place
            given = [one for one in Place(code, day, data=folder).every_answer(year, indicator) if one.used]
    except (ValueError, KeyError, OSError) as error:
        return str(error if isinstance(error, OSError) else error.args[0])
    rows = table(given).assign(name=wording.term("geography", code)) if given else pd.DataFrame(columns=INDEX)
    draws = {(*one.target.series, kind): of(one) for one in given for kind, of in _RANKED.items()}
    return rows.set_index(INDEX), pd.DataFrame.from_dict(draws, orient="index").astype(float)


def _growth(answer: Answer) -> pd.Series:
    """Growth of the year on each draw; not a number where nothing is known of the year before."""
    year, known = answer.target.year, answer.draws.dropna()
    if answer.target.measure == GROWTH and answer.target.first_year == year:
        return answer.results
    whole = len(known) and known.index[0] <= pd.Period(f"{year - 1}-01", "M")
    return year_growth(known, year) if whole else answer.results * float("nan")


def _beyond(answer: Answer) -> pd.Series:
    """By how many per cent the year ends beyond its plan on each draw, short of it below zero."""
    target, base = answer.target, 100.0 if answer.target.measure == GROWTH else 0.0
    beyond = growth(base + answer.results, base + target.value)
    return beyond if target.direction == "at_least" else -beyond


_RANKED = {"growth": _growth, "plan": _beyond}


def _ranked(found: list[Told], folder: Path) -> pd.DataFrame:
    """All rows with growth and ranks, in the order of indicators; of each its whole first, then the fastest place."""
    if not any(len(rows) for rows, _ in found):
        return pd.DataFrame(index=pd.MultiIndex.from_tuples([], names=INDEX))
    rows, draws = (pd.concat([one for one in own if len(one)]) for own in zip(*found, strict=True))
    draws.index = pd.MultiIndex.from_tuples(draws.index, names=[*INDEX, "kind"])
    provinces = draws.drop(COUNTRY, level=0, errors="ignore")
    ranks = provinces.groupby(level=[*INDEX[1:], "kind"]).rank(ascending=False, method="min")
    grown = draws.xs("growth", level="kind")
    ranges = [_range(grown, "growth")]
    ranges += [_range(ranks.xs(kind, level="kind"), f"{kind}_rank") for kind in _RANKED]
    rows = rows.join(ranges)
    rows["provinces"] = rows.groupby(level=INDEX[1:])["growth_rank"].transform("count")
    order = {code: f"{at:03d}" for at, code in enumerate(load_indicators(folder).index)} | {WHOLE: ""}
    fastest = rows.drop(columns="used").sort_values("growth", ascending=False, kind="stable")
    return fastest.sort_index(
        level=INDEX[1:], key=lambda codes: codes.map(lambda code: order.get(code, code)), sort_remaining=False
    )


def _range(draws: pd.DataFrame, name: str) -> pd.DataFrame:
    """The middle of each row, and the range that holds the middle 80 % of its draws."""
    return middle_range(draws.dropna(), 0.8).set_axis([f"{name}_low", name, f"{name}_high"], axis=1)
