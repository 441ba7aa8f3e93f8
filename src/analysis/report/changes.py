"""What changed between two days, in the reader's numbers: the steps of the bridge, and the news of each release.

A step's printed number is the difference of the answers printed before and after it, so that what a reader adds up
with a pencil fits; it may differ from the step's own rounding by one in the last digit.
"""

import pandas as pd

from analysis import wording
from analysis.ledger import load_sources, printed_decimals
from analysis.report import amounts
from analysis.report.tables import headed
from analysis.vintages import STEPS, Change


def steps_table(change: Change, language: str = "vi") -> pd.DataFrame:
    """From the old answer to the new one, one row a step; what each step added, with its sign."""
    shown = printed_steps(change)
    rows = [_step(change, row, shown.loc[row.Index], language) for row in change.steps.itertuples()]
    return headed(pd.DataFrame(rows), language)


def news_table(change: Change, language: str = "vi", most: int | None = None) -> pd.DataFrame:
    """Each release and what it moved; below it its figures, expected and printed, and what only all of them explain.

    `most`: so many figures a release, those that matter most for the year, and the others summed up in a row.
    """
    rows = []
    for release in change.releases.to_dict("records"):
        own = change.news[(change.news[_RELEASE] == pd.Series(release)[_RELEASE]).all(axis=1)]
        by_size = own["median"].abs().sort_values(ascending=False, kind="stable").index
        shown, others = own.loc[sorted(by_size[:most])], own.drop(by_size[:most])
        rows.append(_whole(change, _source(release, language), release["median"], release["chance"], language))
        rows += [_figure(change, figure, language) for figure in shown.to_dict("records")]
        if len(others):
            name = f"– {wording.sentence('other_figures', language, count=len(others))}"
            rows.append(_whole(change, name, others["median"].sum(), others["chance"].sum(), language))
        rest = f"– {wording.term('step', 'rest', language)}"
        rows.append(_whole(change, rest, release["median_rest"], release["chance_rest"], language))
    return headed(pd.DataFrame(rows), language)


def printed_steps(change: Change) -> pd.DataFrame:
    """The steps as printed: the answers rounded, each step the difference of its neighbours; chances in points."""
    return as_printed(change, change.steps[["median", "chance"]])


def with_releases(change: Change) -> pd.DataFrame:
    """The steps with the new figures release by release (numbered from 0 in their order), as printed."""
    steps, at = change.steps[["median", "chance"]], STEPS.index("new_figures")
    return as_printed(change, pd.concat([steps.iloc[:at], change.releases[["median", "chance"]], steps.iloc[at + 1 :]]))


def as_printed(change: Change, steps: pd.DataFrame) -> pd.DataFrame:
    """Rows that lead from the first to the last, as printed (`printed_steps`)."""
    places = decimals(change)
    after = pd.concat([steps.iloc[:-1].cumsum(), steps.iloc[-1:]]) * [1, 100]
    after = pd.DataFrame({"median": after["median"].round(places), "chance": after["chance"].round()})
    shown = after.diff().round(places)
    shown.iloc[[0, -1]] = after.iloc[[0, -1]]
    return shown + 0.0  # no minus zero


def decimals(change: Change) -> int:
    """Decimals of a year's outcome: none from a thousand up, else one."""
    return 0 if change.steps["median_after"].abs().max() >= 1000 else 1


def moved(change: Change, value: float, language: str = "vi") -> str:
    """What a year's outcome moved by, as printed: up 0.4 points, down 480 billion VND, unchanged."""
    return _direction(value, _amount(change, abs(value), language), language)


def chance_moved(points: float, language: str = "vi") -> str:
    """What a chance moved by, in whole points: up 18 points, unchanged."""
    return points_moved(points, 0, language)


def points_moved(points: float, places: int, language: str = "vi") -> str:
    """What a rate in per cent moved by, with so many decimals: down 0.25 points, unchanged."""
    return _direction(points, _points(abs(points), places, language), language)


def figure_name(figure: dict[str, object], language: str = "vi") -> str:
    """Which figure: IIP, Electricity, July 2022, on the year."""
    return f"{_series(figure, language)}, {_span(figure, language)}"


def figure_words(figure: dict[str, object], language: str = "vi") -> dict[str, str]:
    """What was printed and what was expected, each in the figure's unit."""
    places = max(1, printed_decimals(figure["value"])) if abs(figure["value"]) < 1000 else 0
    words = {name: wording.number(figure[name], places, language) for name in ("expected", "low", "high")}
    return words | {"printed": wording.printed(figure["value"], figure["unit"], language)}


def publisher(source_id: str, language: str = "vi") -> str:
    """Who published a source."""
    return wording.publisher(load_sources(wording.folder())["publisher"].get(source_id, source_id), language)


_RELEASE = ["published", "source_id"]
_TOLD = ("period", "was_expected", "printed", "surprise", "news_weight")


def _step(change: Change, row: tuple, shown: pd.Series, language: str) -> dict[str, str]:
    between = row.Index not in (STEPS[0], STEPS[-1])
    places, growth = decimals(change), change.target.measure == "growth_yoy_pct"
    chance = wording.number(shown["chance"], 0, language, signed=True)
    return {
        "step": wording.term("step", row.Index, language),
        "figures": str(row.figures) if row.figures else "–",
        "median": wording.number(shown["median"], places, language, signed=between or growth),
        "chance": chance if between else wording.chance_text(row.chance, language),
    }


def _figure(change: Change, figure: dict[str, object], language: str) -> dict[str, str]:
    words, places = figure_words(figure, language), printed_decimals(figure["value"])
    known = figure["expected"] == figure["expected"]
    return {
        "figure": f"– {_series(figure, language)}",
        "period": _span(figure, language),
        "was_expected": f"{words['expected']} ({words['low']} – {words['high']})" if known else "–",
        "printed": words["printed"],
        "surprise": wording.number(figure["surprise"], min(places, 1), language, signed=True),
        "news_weight": wording.number(figure["weight"], decimals(change) + 1, language, signed=True),
        **_moves(change, figure["median"], figure["chance"], language),
    }


def _series(figure: dict[str, object], language: str) -> str:
    name = wording.indicator_name(figure["indicator"], language, short=True)
    return name if figure["sector"] == "total" else f"{name}, {wording.term('sector', figure['sector'], language)}"


def _span(figure: dict[str, object], language: str) -> str:
    period = wording.period(figure["period_type"], figure["period"], language)
    return f"{period}, {wording.term('measure_short', figure['measure'], language)}"


def _source(release: dict[str, object], language: str) -> str:
    return f"{publisher(release['source_id'], language)}, {wording.day(release['published'], language)}"


def _whole(change: Change, name: str, median: float, chance: float, language: str) -> dict[str, str]:
    return {"figure": name, **dict.fromkeys(_TOLD, ""), **_moves(change, median, chance, language)}


def _moves(change: Change, median: float, chance: float, language: str) -> dict[str, str]:
    return {
        "median_move": wording.number(median, decimals(change) + 1, language, signed=True),
        "chance_move": wording.number(100 * chance, 1, language, signed=True),
    }


def _amount(change: Change, value: float, language: str) -> str:
    if change.target.measure == "growth_yoy_pct":
        return _points(value, decimals(change), language)
    return amounts.with_unit(change, wording.number(value, decimals(change), language), language)


def _points(value: float, places: int, language: str) -> str:
    return wording.sentence("points_text", language, value=wording.number(value, places, language))


def _direction(value: float, text: str, language: str) -> str:
    if value == 0:
        return wording.sentence("unchanged", language)
    return wording.sentence("up" if value > 0 else "down", language, value=text)
