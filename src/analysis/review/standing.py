"""Pictures of how a place is governed: administrative reform, and the provincial competitiveness index."""

import pandas as pd

from analysis import charts, wording
from analysis.ledger import newest_prints
from analysis.review.ledger import Ledger, Shown, pick
from analysis.review.views import names, yearly

_PARTS = ("score", "rank")


def draw_reform(ledger: Ledger) -> Shown:
    """Administrative reform as reported last."""
    rows = newest_prints(pick(ledger.own, indicator="admin_reform", period_type="point"))
    rows = rows[rows["period"] == rows["period"].max()]
    if rows.empty:
        return ledger.nothing("admin_reform")
    values = rows.set_index("sector")["value"]
    words = {role: wording.term("sector", code, ledger.language) for role, code in _ends(values).items()}
    ends = {"high": values.max(), "low": values.min()}
    words |= {role: wording.printed(value, "percent", ledger.language) for role, value in ends.items()}
    words["month"] = wording.period("month", rows["period"].iloc[0], ledger.language)
    caption = ledger.caption("reform", rows, **words)
    return ledger.drawn(charts.plan_share, names(values, ledger.language), caption=caption)


def draw_pci(ledger: Ledger) -> Shown:
    """Score and rank in the provincial competitiveness index by year."""
    rows = pick(ledger.own, indicator=["pci_score", "pci_rank"])
    if rows["indicator"].nunique() < 2:
        return ledger.nothing("pci")
    score, rank = (yearly(pick(rows, indicator=code)) for code in ("pci_score", "pci_rank"))
    last, best = score.index[-1], score.idxmax()
    words = {"score": wording.number(score[last], 2, ledger.language), "year": last, "best_year": best}
    words |= {"rank": wording.number(rank.iloc[-1], 0, ledger.language)}
    caption = ledger.caption("pci", rows, "points", best=wording.number(score[best], 2, ledger.language), **words)
    labels = [wording.indicator_name(f"pci_{part}", ledger.language, short=True) for part in _PARTS]
    panels = dict(zip(labels, (score, rank), strict=True))
    figure = ledger.drawn(charts.lines, panels, columns=1, named=False, height=3.6, caption=caption)
    figure.axes[1].invert_yaxis()
    return figure


def draw_subindices(ledger: Ledger) -> Shown:
    """Points of the competitiveness index's parts by year; the ones that lost most come first."""
    rows = newest_prints(pick(ledger.own, indicator="pci_subindex"))
    table = rows.pivot(index="sector", columns="period", values="value")
    if table.shape[1] < 2:
        return ledger.nothing("pci")
    moved = table.iloc[:, -1] - table.iloc[:, 0]
    down = int((moved < 0).sum())
    words = {"first": table.columns[0], "last": table.columns[-1], "count": len(table), "down": down}
    words["worst"] = wording.term("sector", moved.idxmin(), ledger.language)
    caption = ledger.caption("subindex" if down else "subindex_up", rows, "points", **words)
    ordered = names(table.loc[moved.sort_values().index].T, ledger.language).T
    return ledger.drawn(charts.heat, ordered, diverging=False, decimals=2, caption=caption)


def _ends(values: pd.Series) -> dict[str, str]:
    return {"best": values.idxmax(), "worst": values.idxmin()}
