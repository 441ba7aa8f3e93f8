"""What was published, looked over: which figures there are, whether they fit together, and tables a reader can read."""

from analysis.review.captions import caption, source_line
from analysis.review.checks import out_of, report_checks
from analysis.review.residuals import (
    FAR,
    figure_name,
    range_words,
    residual_bars,
    residuals_sentence,
    residuals_table,
    width_words,
)
from analysis.review.scores import peers_table, replays_table
from analysis.review.sectors import contributions, sectors_table
from analysis.review.tables import (
    checks_table,
    corrections_table,
    events_table,
    figures_table,
    rows_table,
    targets_table,
)
from analysis.review.tet import apart, around_tet, tet_table
from analysis.review.views import (
    by_period,
    by_year,
    coverage,
    event_rows,
    last_of_each,
    names,
    newest_of_each,
    over_time,
    plan_shares,
    prints,
    seasonal_parts,
    yearly,
)

__all__ = [
    "FAR",
    "apart",
    "around_tet",
    "by_period",
    "by_year",
    "caption",
    "checks_table",
    "contributions",
    "corrections_table",
    "coverage",
    "event_rows",
    "events_table",
    "figure_name",
    "figures_table",
    "last_of_each",
    "names",
    "newest_of_each",
    "out_of",
    "over_time",
    "peers_table",
    "plan_shares",
    "prints",
    "range_words",
    "replays_table",
    "report_checks",
    "residual_bars",
    "residuals_sentence",
    "residuals_table",
    "rows_table",
    "seasonal_parts",
    "sectors_table",
    "source_line",
    "targets_table",
    "tet_table",
    "width_words",
    "yearly",
]
