"""The answer on paper: the table everybody knows, its sentences, and a folder of tables and charts."""

import csv
from collections.abc import Callable
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

from analysis import charts, wording
from analysis.answer import Answer, table
from analysis.facts import load_indicators, load_sources, newest_prints
from analysis.growth import year_to_date
from analysis.outlook import outcomes

_QUANTILES = {"low": 0.1, "median": 0.5, "high": 0.9}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def verdict_table(answers: list[Answer], language: str = "vi") -> pd.DataFrame:
    """One row a reading, in the reader's words and numbers; a reading that does not decide stands in brackets."""
    rows = [_row(number, answer, language) for number, answer in enumerate(answers, 1)]
    columns = {code: wording.term("column", code, language) for code in rows[0]}
    return pd.DataFrame(rows).rename(columns=columns)


def sentences(answers: list[Answer], language: str = "vi") -> list[str]:
    """What the answers say in words: heading, chance, pace needed; and where two readings of a plan disagree."""
    told = [text for answer in answers if answer.used for text in (heading(answer, language), needed(answer, language))]
    pairs = zip(answers, answers[1:], strict=False)
    told += [two_readings(a, b, language) for a, b in pairs if a.target.indicator == b.target.indicator]
    return told


def heading(answer: Answer, language: str = "vi") -> str:
    """Where the year is heading, and the chance."""
    view = answer.outlook
    return wording.sentence(
        "outlook_sentence",
        language,
        name=_name(answer, language),
        year=answer.target.year,
        median=_amount(answer, view.median, language),
        low=_amount(answer, view.low, language),
        high=_amount(answer, view.high, language),
        target=_amount(answer, answer.target.value, language),
        chance=wording.chance_text(view.chance, language),
        verdict=wording.term("verdict", view.verdict, language),
    )


def needed(answer: Answer, language: str = "vi") -> str:
    """The pace the remaining months need, beside the pace so far."""
    return wording.sentence(
        "pace_sentence",
        language,
        left=wording.sentence("months_left", language, count=12 - answer.last.month),
        pace=wording.change(answer.pace, 1, language),
        done=wording.months_to(answer.last, language),
        so_far=wording.change(answer.so_far, 1, language),
    )


def two_readings(level: Answer, growth: Answer, language: str = "vi") -> str:
    """The base that a plan's amount and growth imply together, against the published one."""
    base = level.target.year - 1
    own = newest_prints(level.figures)
    own = own[(own["period"] == str(base)) & (own["measure"] == "level")]
    implied = level.target.value / (1 + growth.target.value / 100)
    return wording.sentence(
        "two_readings",
        language,
        level=_amount(level, level.target.value, language),
        growth=_amount(growth, growth.target.value, language),
        base_year=base,
        implied=_amount(level, implied, language),
        published=_amount(level, own["value"].iloc[-1] if len(own) else float("nan"), language),
        used=_amount(level, level.target.value, language),
    )


def write(
    answers: list[Answer],
    as_of: str,
    folder: Path,
    language: str = "vi",
    tell: Callable[[str], None] = lambda indicator: None,
) -> list[Path]:
    """Tables (CSV) and charts (PNG, SVG) of the answers in a folder; `tell` hears the indicator being drawn."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [_save_table(table(answers).round(4), folder / "outlook.csv")]
    written += [_save_table(verdict_table(answers, language), folder / f"outlook_{language}.csv")]
    for answer in answers:
        if answer.used:
            tell(answer.target.indicator)
            name = answer.target.indicator
            written += [_save_table(monthly(answer), folder / f"{name}_months.csv")]
            written += [_save_table(answer.figures, folder / f"{name}_figures.csv")]
            written += _save_chart(draw_path(answer, as_of, language), folder, f"{name}_path_{language}")
            written += _save_chart(draw_year(answer, as_of, language), folder, f"{name}_year_{language}")
    return written


def monthly(answer: Answer) -> pd.DataFrame:
    """Monthly levels with their 80 % range, and whether a published figure speaks of the month or it lies ahead."""
    levels = answer.paths.quantile(list(_QUANTILES.values()), axis=1).T
    levels.columns = list(_QUANTILES)
    return levels.round(3).assign(known=levels.index <= answer.last).reset_index()


def draw_path(answer: Answer, as_of: str, language: str = "vi") -> plt.Axes:
    """The year month by month to December against the target: the running total, or the year-to-date growth."""
    paths, target = answer.paths, answer.target
    kind = "level" if target.measure == "level" else "growth"
    caption = _caption(answer, as_of, language, "path_title", wording.sentence(f"path_subtitle_{kind}", language))
    if kind == "level":
        chance = wording.sentence("chance_label", language, chance=_chance(answer, language))
        return charts.cumulative(
            paths, answer.last, target.value, caption=caption, chance=chance, decimals=_decimals(answer), language=language
        )
    year = year_to_date(paths)
    label = wording.sentence("plan_label", language, target=_amount(answer, target.value, language))
    shown = year[year.index.year == target.year]
    return charts.fan(
        shown, answer.last, caption=caption, target=target.value, target_label=label, published=_printed(answer), language=language
    )


def draw_year(answer: Answer, as_of: str, language: str = "vi") -> plt.Axes:
    """How the simulated futures end the year, against the target."""
    count = wording.number(answer.paths.shape[1], 0, language)
    subtitle = wording.sentence("year_subtitle", language, year=answer.target.year, count=count)
    return charts.year_outcomes(
        outcomes(answer.paths, answer.target),
        answer.target.value,
        caption=_caption(answer, as_of, language, "outlook_title", subtitle),
        chance=wording.sentence("chance_label", language, chance=_chance(answer, language)),
        target_label=wording.sentence("plan_label", language, target=_amount(answer, answer.target.value, language)),
        language=language,
    )


def _row(number: int, answer: Answer, language: str) -> dict[str, str]:
    target, view, level = answer.target, answer.outlook, answer.target.measure == "level"
    decimals = _decimals(answer)
    reading = wording.term("reading", target.measure, language)
    return {
        "order": str(number),
        "name": _name(answer, language) if answer.used else f"({_name(answer, language)}, {reading})",
        "unit": wording.unit(target.unit, language),
        "plan": wording.number(target.value, decimals, language),
        "done": wording.number(answer.done, decimals, language) if level else "–",
        "share": wording.number(100 * answer.done / target.value, 1, language) if level else "–",
        "so_far": wording.number(answer.so_far, 1, language, signed=True),
        "median": wording.number(view.median, decimals, language),
        "range": f"{wording.number(view.low, decimals, language)} – {wording.number(view.high, decimals, language)}",
        "chance": _chance(answer, language),
        "pace": wording.percent(answer.pace, 1, language, signed=True),
        "verdict": wording.term("verdict", view.verdict, language),
    }


def _caption(answer: Answer, as_of: str, language: str, title: str, subtitle: str) -> charts.Caption:
    view = answer.outlook
    words = {
        "name": _name(answer, language),
        "year": answer.target.year,
        "verdict": wording.term("verdict", view.verdict, language),
        "chance": _chance(answer, language),
        "median": _amount(answer, view.median, language),
        "target": _amount(answer, answer.target.value, language),
    }
    unit = wording.unit(answer.target.unit, language)
    return charts.Caption(wording.sentence(title, language, **words), subtitle, unit, source_line(answer, as_of, language))


def source_line(answer: Answer, as_of: str, language: str = "vi") -> str:
    """The publishers of the year's figures and the last day of the data."""
    year = answer.figures[answer.figures["period"].str.startswith(str(answer.target.year))]
    publishers = load_sources().loc[year["source_id"].unique(), "publisher"]
    names = "; ".join(dict.fromkeys(publishers))
    return wording.sentence("source_line", language, sources=names, day=wording.day(as_of, language))


def _printed(answer: Answer) -> pd.Series:
    own = newest_prints(answer.figures)
    own = own[(own["period_type"] == "ytd") & (own["measure"] == "growth_yoy_pct")]
    own = own[own["period"].str.startswith(str(answer.target.year))]
    return pd.Series(own["value"].to_numpy(), pd.PeriodIndex(own["period"], freq="M"))


def _name(answer: Answer, language: str) -> str:
    return wording.indicator_name(answer.target.indicator, language, short=True)


def _chance(answer: Answer, language: str) -> str:
    return wording.chance_text(answer.outlook.chance, language)


def _decimals(answer: Answer) -> int:
    if answer.target.measure != "level":
        return 1
    return int(load_indicators().loc[answer.target.indicator, "decimals"])


def _amount(answer: Answer, value: float, language: str) -> str:
    return wording.amount(value, answer.target.measure, answer.target.unit, _decimals(answer), language)


def _save_chart(axes: plt.Axes, folder: Path, name: str) -> list[Path]:
    figure = axes.get_figure(root=True)
    files = charts.save(figure, folder, name)
    plt.close(figure)
    return files


def _save_table(rows: pd.DataFrame, path: Path) -> Path:
    texts = rows.select_dtypes(include=["str", "object"]).columns
    safe = rows.assign(**{column: rows[column].map(_harmless) for column in texts})
    # Excel in Vietnam knows UTF-8 only by its mark
    safe.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    return path


def _harmless(cell: object) -> object:
    dangerous = isinstance(cell, str) and cell.startswith(_FORMULA) and not cell[1:2].isdigit()
    return f"'{cell}" if dangerous else cell
