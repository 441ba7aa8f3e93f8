"""The chart of the pace a target needs, against the paces of earlier years."""

import pandas as pd

from analysis import charts, wording
from analysis.answer import Answer
from analysis.outlook import past_paces
from analysis.report import amounts
from analysis.report.drawings.drawing import Drawing, drawing, items
from analysis.review import caption


def pace(answer: Answer, as_of: str, language: str = "vi") -> Drawing | None:
    """Growth that the months left need, against what the same months had in earlier years; None without either."""
    past = past_paces(answer.paths, answer.last)
    if past.empty or pd.isna(answer.pace):
        return None
    medians = past.median(axis=1)
    left = wording.sentence("months_left", language, count=12 - answer.last.month % 12)
    words = {"name": amounts.name(answer, language), "left": left, "years": len(past)}
    words |= {"pace": wording.percent(abs(answer.pace), 1, language), "count": int((medians >= answer.pace).sum())}
    said = caption("pace_rise" if answer.pace >= 0 else "pace_fall", answer.figures, as_of, language, **words)
    needed = wording.percent(answer.pace, 1, language, signed=True)
    label = wording.sentence("pace_label", language, pace=needed)
    shown = past.T.rename(columns=str)
    axes = charts.ranges(shown, caption=said, target=answer.pace, target_label=label, language=language)
    bands = past.quantile([0.1, 0.5, 0.9], axis=1).T.set_axis(["low", "median", "high"], axis=1)
    numbers = items({str(year): wording.moved(value, 1, language) for year, value in medians.items()}, language)
    stem = f"{answer.target.code}_pace"
    return drawing(stem, axes, bands.assign(needed=answer.pace), said, "ranges", f"{label}; {numbers}", language)
