"""A folder of tables (CSV) and waterfalls (PNG, SVG) that hold what changed between two days."""

from pathlib import Path

import numpy as np
import pandas as pd

from analysis import charts, wording
from analysis.report import amounts
from analysis.report.changes import chance_moved, decimals, moved, printed_steps, publisher, with_releases
from analysis.report.files import save_chart, save_table
from analysis.review import source_line
from analysis.vintages import STEPS, Change

_MOST = 5
"""Releases beyond which a waterfall shows them as one step."""


def write_changes(changes: list[Change], folder: Path, language: str = "vi") -> list[Path]:
    """The files written to the folder, which is made where it is missing: what the tables hold, a chart a target."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {"changed": "steps", "releases": "releases", "news": "news", "revised": "revised"}
    written = [save_table(_stacked(changes, part), folder / f"{name}.csv") for name, part in tables.items()]
    for change in changes:
        if change.used:
            axes = draw_change(change, language)
            written += save_chart(axes[0], folder, f"{change.target.indicator}_changed_{language}")
    return written


def draw_change(change: Change, language: str = "vi") -> np.ndarray:
    """The bridge as a waterfall of the year expected and of the chance, release by release where those are few."""
    title = {"name": amounts.name(change, language), "year": change.target.year}
    total = printed_steps(change).loc[STEPS[-1]] - printed_steps(change).loc[STEPS[0]]
    title |= {"move": moved(change, round(total["median"], decimals(change)), language)}
    title |= {"chance_move": chance_moved(total["chance"], language)}
    days = {"before": wording.day(change.before, language), "after": wording.day(change.after, language)}
    unit = wording.unit(change.target.unit, language)
    caption = charts.Caption(
        wording.sentence("changed_title", language, **title),
        wording.sentence("changed_subtitle", language, **days),
        unit if unit == "%" else f"{unit}; %",
        source_line(_sources(change), change.after, language),
    )
    rows = _rows(change, language)
    panels = {name: rows[name] for name in rows}
    figure = charts.on_paper(charts.bridge, panels, caption=caption, sharex=False, sharey=True, lang=language)
    return np.array(figure.axes)


def _rows(change: Change, language: str) -> pd.DataFrame:
    """What the waterfall shows, one row a bar, as printed; chances in per cent."""
    several = 1 < len(change.releases) <= _MOST
    shown = with_releases(change) if several else printed_steps(change)
    releases = dict(zip(change.releases.index, _names(change.releases, language), strict=True))
    shown = shown.rename(lambda step: releases[step] if step in releases else wording.term("step", step, language))
    return shown.set_axis([wording.term("column", column, language) for column in shown.columns], axis=1)


def _sources(change: Change) -> pd.Series:
    """What was published in between; the plan's source where nothing was."""
    later = pd.concat([change.news["source_id"], change.revised["source_id"]])
    return later if len(later) else pd.Series([change.target.source_id])


def _names(releases: pd.DataFrame, language: str) -> list[str]:
    return [
        f"{publisher(row.source_id, language)}, {wording.day(row.published, language)} ({row.figures})"
        for row in releases.itertuples()
    ]


def _stacked(changes: list[Change], part: str) -> pd.DataFrame:
    """One table of all targets, each row with the target it belongs to."""
    tables = [_of_target(change, getattr(change, part)) for change in changes]
    return pd.concat(tables).round(6)


def _of_target(change: Change, table: pd.DataFrame) -> pd.DataFrame:
    told = table.reset_index() if table.index.name else table.reset_index(drop=True)
    target = change.target
    whose = {"target_indicator": target.indicator, "target_sector": target.sector, "target_measure": target.measure}
    for at, (name, value) in enumerate(whose.items()):
        told.insert(at, name, value)
    return told
