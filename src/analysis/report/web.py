"""Pages that need no network: the report in its languages, and draws that answer a reader's sliders and plans."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files
from json import dumps
from typing import Any

import numpy as np
import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from analysis import wording
from analysis.ledger.vocabulary import INDUSTRY, WHOLE
from analysis.model.related import related_indicators
from analysis.outlook.pace import months_left
from analysis.outlook.progress import progress
from analysis.outlook.reading import Answer
from analysis.report.blocks import Report

_SCRIPT = files("analysis.report").joinpath("live.js").read_text(encoding="utf-8")
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    f"script-src 'sha256-{b64encode(sha256(_SCRIPT.encode()).digest()).decode()}'"
)
"""The content security policy of a page that holds `live`: this script, and nothing from anywhere."""
REACH = 30
"""Points of growth to which a slider goes, up and down."""
_WORDS = ("title", "name", "plan", "median", "year", "chance", "pace", "passed", "together")


def page(reports: list[Report], live: str = "") -> str:
    """The report as one HTML file in its languages, the first one shown first; every text is escaped.

    `live`: the section that asks the answers again; its script is the only one that the page may run.
    """
    names = {report.language: wording.term("form", "language", report.language) for report in reports}
    words = {"reports": reports, "names": names, "policy": POLICY, "live": Markup(live)}
    return _rendered("page.html.jinja", words, trim_blocks=True, lstrip_blocks=True)


def live(answers: Sequence[Answer], lang: str = "vi") -> str:
    """A section of a page that asks the answers again: growth by sector, another plan, several plans at once.

    It prints the same digits as Python; about 0.3 MB for five targets of 2,000 draws. Targets that are means of several
    years, or that nobody set, are left out; without any other there is no section.
    """
    own = [one for one in answers if one.target.planned and one.target.first_year == one.target.year]
    if not own:
        return ""
    told = [_told(one) for one in own]
    levers = {
        lever: {code: wording.part_name(*lever.split("."), code) for code in wording.LANGUAGES}
        for one in told
        for lever in one["pulls"]
    }
    words = {code: {name: wording.term("live", name, code) for name in _WORDS} for code in wording.LANGUAGES}
    data = dumps({"answers": told, "levers": levers, "words": words, "lang": lang}, ensure_ascii=False)
    safe = Markup(data.replace("<", "\\u003c"))  # no word can end the data
    shown = {"answers": told, "levers": levers, "lang": lang, "reach": REACH, "data": safe, "script": Markup(_SCRIPT)}
    return _rendered("live.html.jinja", shown)


def live_page(answers: Sequence[Answer], lang: str = "vi") -> str:
    """`live` as a page of its own."""
    head = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    title = f"<title>{wording.term('live', 'title', lang)}</title>"
    return f'<!doctype html>\n<html lang="{lang}"><head>{head}{title}</head><body>{live(answers, lang)}</body></html>\n'


def _rendered(template: str, words: dict[str, Any], **layout: bool) -> str:
    own = PackageLoader("analysis.report", ".")
    environment = Environment(loader=own, autoescape=True, undefined=StrictUndefined, **layout)
    environment.filters |= {
        "set": wording.unparted,
        "encoded": lambda png: b64encode(png).decode(),
        "tabled": lambda table: Markup(table._repr_html_()),  # markup of our own table, its texts escaped there
    }
    return environment.get_template(template).render(**words)


def _told(one: Answer) -> dict[str, Any]:
    """A target with its draws, and what a point of growth of each lever adds to them."""
    target, plan = one.target, one.target.value
    so_far = progress(one.draws, one.figures, target.year, one.last)
    pace, higher = (so_far.pace(replace(target, value=value)) for value in (plan, plan + 1))
    is_open = np.isfinite([one.required_growth, pace, higher]).all()
    part = "" if target.sector == WHOLE else ", {sector:term.sector}"
    name = f"{{indicator:name}}{part} ({{unit:unit}})"
    return {
        "names": {lang: wording.filled(name, lang, **vars(target)) for lang in wording.LANGUAGES},
        "plan": plan,
        "used": one.used,
        "growth": target.measure == "growth_yoy_pct",
        "sign": 1 if target.direction == "at_least" else -1,
        "pace": pace if is_open else None,
        "slope": higher - pace if is_open else 0,
        "year": _coded(one.results),
        "pulls": _pulls(one),
    }


def _pulls(one: Answer) -> dict[str, dict[str, Any]]:
    """What one point of growth of a lever adds to the year's outcome on every draw, and where a month may reach zero.

    A month that a slider's end would take below zero stays at zero, as in `outlook.changed`: of each the draw, what the
    month gives to the outcome, and what a point of growth adds to it.
    """
    months = months_left(one.target, one.closed)
    if not len(months):
        return {}
    parts = {sector: one.parts[sector] for sector in INDUSTRY if sector in one.parts} or {WHOLE: one.draws}
    before = one.draws[one.draws.index.year == one.target.year - 1].sum().to_numpy()
    unit = before / 100 if one.target.measure == "growth_yoy_pct" else 1.0
    every = np.sum([levels.loc[months].to_numpy() for levels in parts.values()], axis=0)
    weight = one.draws.loc[months].to_numpy() / every / unit
    first = related_indicators(one.target.indicator)[0]
    return {f"{first}.{sector}": _pull(levels, months, weight) for sector, levels in parts.items()}


def _pull(levels: pd.DataFrame, months: pd.PeriodIndex, weight: np.ndarray) -> dict[str, Any]:
    now, step = weight * levels.loc[months].to_numpy(), weight * levels.loc[months - 12].to_numpy() / 100
    at = np.nonzero(now < REACH * step)
    low = {"draws": at[1].tolist(), "now": _coded(now[at]), "step": _coded(step[at])}
    return {"all": _coded(step.sum(axis=0)), "low": low}


def _coded(values: np.ndarray | pd.Series) -> str:
    """Numbers as 64-bit little-endian floats in base64."""
    return b64encode(np.asarray(values, dtype="<f8").tobytes()).decode()
