"""Cards: one topic as a chart of published figures, or as a table; what a card draws stands in cards.csv."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from analysis import charts, wording
from analysis.ledger import DATA, load_corrections, load_events, load_facts, newest_prints, usable
from analysis.ledger.loading import load_sources
from analysis.ledger.targets import Target, load_targets
from analysis.ledger.vocabulary import INDUSTRY, WHOLE, load_indicators
from analysis.report.checks import check_words, report_checks
from analysis.report.shapes import SHAPES, Shaped
from analysis.report.table import Table, table

COUNTRY = "vietnam"
_NAMED, _SHOWN_YEARS, _NEW = 3, 5, 3


@dataclass(frozen=True)
class Topic:
    """What cards are made of: a place, its figures as known on a day, the reader's language, the folder."""

    place: str
    facts: pd.DataFrame
    as_of: str
    language: str = "vi"
    data: Path = field(default=DATA)

    @property
    def year(self) -> int:
        """The year asked about: that of the day."""
        return int(self.as_of[:4])

    @property
    def targets(self) -> list[Target]:
        """Every version of the targets of the day's year, oldest first."""
        return load_targets(self.as_of, geography=self.place, year=self.year, data=self.data)

    def say(self, key: str, **words: object) -> str:
        """A sentence; the place, the day and its year are known."""
        place = wording.term("geography", self.place, self.language)
        own = {"place": place, "as_of": self.as_of, "day": wording.day(self.as_of, self.language), "year": self.year}
        return wording.sentence(key, self.language, **own | words)


def cards() -> list[str]:
    """The names of all cards."""
    return [*_specified(), *_TABLES]


def card(topic: Topic, name: str) -> Figure | Table | str:
    """A chart with its caption, or a table, of one topic; a sentence that says what is missing where nothing is known.

    An unknown name is a `KeyError` with the known ones.
    """
    if name in _TABLES:
        made = _TABLES[name](topic)
        return made if len(made) else _nothing(topic, name)
    if name not in _specified():
        raise KeyError(f"{name}; {', '.join(cards())}")
    spec, rows, shaped = _shaped(topic, name)
    if _lacks(spec, shaped, topic):
        return _nothing(topic, name)
    draw: Callable[..., Any] = getattr(charts, spec["chart"])
    said = caption(f"card_{name}", rows, topic.as_of, topic.language, unit=spec["unit"], **_words(shaped, topic))
    return charts.on_paper(draw, shaped.shown, caption=said, lang=topic.language, **json.loads(spec["options"]))


def sentences_of(names: Iterable[str], topic: Topic) -> list[str]:
    """The findings of these cards as sentences; those without figures are left out."""
    made = {name: _shaped(topic, name) for name in names}
    known = {name: shaped for name, (spec, _, shaped) in made.items() if not _lacks(spec, shaped, topic)}
    return [f"{_title(name, shaped, topic)}." for name, shaped in known.items()]


def caption(
    key: str,
    facts: pd.DataFrame,
    as_of: str,
    language: str = "vi",
    *,
    unit: str = "percent",
    group: str = "unit",
    **words: object,
) -> charts.Caption:
    """The sentences `<key>_title` and `<key>_subtitle` filled with `words`; the source line of the figures shown.

    `unit`: a code of the glossary, of its `group`. The `place` is that of most figures.
    """
    words = {"place": wording.term("geography", facts["geography"].mode()[0], language)} | words
    title, subtitle = (wording.sentence(f"{key}_{part}", language, **words) for part in ("title", "subtitle"))
    source = source_line(facts, as_of, language)
    return charts.Caption(title, subtitle, wording.term(group, unit, language), source)


def source_line(facts: pd.DataFrame, as_of: str, language: str = "vi") -> str:
    """The publishers, those of most figures first, and the last day of the data; beyond three only their number."""
    known = load_sources(wording.folder(), *facts["geography"].unique())["publisher"]
    publishers = facts["source_id"].map(known).map(lambda name: wording.publisher(name, language))
    publishers = publishers.value_counts(sort=False)
    ordered = publishers.sort_values(ascending=False, kind="stable").index
    named = "; ".join(ordered[:_NAMED])
    if len(ordered) > _NAMED:
        named = wording.sentence("and_others", language, names=named, count=len(ordered) - _NAMED)
    return wording.sentence("source_line", language, sources=named, day=wording.day(as_of, language))


def figures_table(facts: pd.DataFrame, language: str = "vi", data: Path = DATA) -> Table:
    """Published figures as printed, in the order of the indicators."""
    order = facts["indicator"].map(load_indicators(data)["order"])
    titles = load_sources(data, *facts["geography"].unique())["title"]
    rows = facts.assign(order=order, title=facts["source_id"].map(titles))
    return table("figures", rows.sort_values(["order", "sector", "period", "measure"], kind="stable"), language)


def _shaped(topic: Topic, name: str) -> tuple[dict[str, str], pd.DataFrame, Shaped]:
    spec = _specified()[name]
    rows = _selected(topic, spec)
    return spec, rows, SHAPES[spec["shape"]](rows, topic.language)


def _lacks(spec: dict[str, str], shaped: Shaped, topic: Topic) -> bool:
    """Whether a card's figures are missing, or one of the series or places that it holds against each other."""
    if shaped.values.empty:
        return True
    needed = {"year_lines": spec["indicator"].split("|"), "months_by_indicator": spec["indicator"].split("|")}
    needed["months_by_place"] = [topic.place]
    return not set(needed.get(spec["shape"], [])) <= set(shaped.values)


def _selected(topic: Topic, spec: dict[str, str]) -> pd.DataFrame:
    """The usable figures that a card is about."""
    rows = usable(_figures_of(topic, spec["place"]), topic.data)
    for column in ("indicator", "measure", "period_type"):
        wanted = [code for code in spec[column].split("|") if code]
        rows = rows[rows[column].isin(wanted)] if wanted else rows
    sectors = spec["sector"].replace("INDUSTRY", "|".join(INDUSTRY)).split("|")
    if sectors == ["BRANCHES"]:
        rows = rows[~rows["sector"].isin([WHOLE, *INDUSTRY])]
    elif sectors != [""]:
        rows = rows[rows["sector"].isin(sectors)]
    year = topic.year
    first = {"all": 0, "year": year, "recent": year - _SHOWN_YEARS + 1}[spec["years"]]
    return rows[rows["period"].str[:4].astype(int) >= first]


def _figures_of(topic: Topic, place: str) -> pd.DataFrame:
    if place == "own":
        return topic.facts
    country = load_facts(topic.as_of, geography=COUNTRY, data=topic.data)
    if place == "both":
        return pd.concat([topic.facts, country]) if topic.place != COUNTRY else country
    publishers = country["source_id"].map(load_sources(topic.data, COUNTRY)["publisher"])
    return country[publishers.isin(publishers.mode().head(1))]


def _words(shaped: Shaped, topic: Topic) -> dict[str, Any]:
    """What a title may speak of: the best and worst part, of a table in its last row, and each column's extremes."""
    values, words = shaped.values, {"year": topic.year, "whole": shaped.values.get(WHOLE, float("nan"))}
    if isinstance(values, pd.DataFrame):
        words |= {"first": values.index[0], "last": values.index[-1], "moved_most": _moved_most(values)}
        for code, column in values.items():
            known = column.dropna()
            words |= {f"{code}": known.iloc[-1], f"{code}_max": known.max(), f"{code}_max_at": known.idxmax()}
            words |= {f"{code}_last": known.index[-1], f"{code}_min": known.min(), f"{code}_min_at": known.idxmin()}
        words["down"], values = int((values.iloc[-1] < values.iloc[0]).sum()), values.ffill().iloc[-1].dropna()
        words["whole"] = values.get(WHOLE, float("nan"))
    else:
        words["down"] = int((values < 0).sum())
    parts = values.drop(WHOLE, errors="ignore") if len(values) > 1 else values
    words |= {"count": len(parts), "up": int((parts > 0).sum()), "best": parts.idxmax(), "worst": parts.idxmin()}
    return words | {"high": parts.max(), "low": parts.min()} | shaped.words


def _moved_most(values: pd.DataFrame) -> Any:
    """The column that fell most from the first row to the last."""
    moved = (values.iloc[-1] - values.iloc[0]).dropna()
    return moved.idxmin() if len(moved) else ""


def _title(name: str, shaped: Shaped, topic: Topic) -> str:
    return topic.say(f"card_{name}_title", **_words(shaped, topic))


def _nothing(topic: Topic, name: str) -> str:
    what = wording.term("figures", name, topic.language)
    return topic.say("nothing_known", what=what, year=topic.year - _SHOWN_YEARS + 1)


@cache
def _specified() -> dict[str, dict[str, str]]:
    text = files("analysis.report").joinpath("cards.csv").read_text("utf-8")
    rows = pd.read_csv(StringIO(text), dtype=str, keep_default_na=False)
    return {str(row["card"]): row for row in rows.to_dict("records")}


def _newest_figures(topic: Topic) -> Table:
    """The figures of the last three months, newest print of each."""
    rows = newest_prints(usable(topic.facts, topic.data))
    first = str(pd.Period(topic.as_of[:7], "M") - _NEW)
    return figures_table(rows[rows["published"] >= first], topic.language, topic.data)


def _newest_report(topic: Topic) -> Table:
    """Every number of the report published last; of several on one day of that with most figures."""
    last = topic.facts[topic.facts["published"] == topic.facts["published"].max()]
    last = last[last["source_id"] == last["source_id"].mode()[0]] if len(last) else last
    return figures_table(last, topic.language, topic.data)


def _targets(topic: Topic) -> Table:
    """The targets of the year, earlier versions included."""
    return table("targets", [vars(target) for target in topic.targets], topic.language)


def _checks(topic: Topic) -> Table:
    """The figures of the year recomputed from others: what was printed, and whether they fit."""
    checks = report_checks(topic.facts, topic.targets, topic.year)
    fits = ["unprinted" if pd.isna(one) else "yes" if one else "no" for one in checks["fits"]]
    said = [check_words(check, topic.language) for check in checks.to_dict("records")]
    return table("checks", checks.assign(said=said, fits=fits), topic.language)


def _corrections(topic: Topic) -> Table:
    """Figures of the place and of the country that are not used as printed, with the reason."""
    rows = load_corrections(topic.data)
    rows = rows[rows["geography"].isin([topic.place, COUNTRY]) & (rows["published"] <= topic.as_of)]
    return table("corrections", rows.assign(reason=rows[f"reason_{topic.language}"]), topic.language)


def _events(topic: Topic) -> Table:
    """Events of the place and of the country by date, in a few words or in those of their source."""
    rows = load_events(topic.as_of, data=topic.data)
    rows = rows[rows["geography"].isin([topic.place, COUNTRY])]
    said = [_event(row, topic.language) for row in rows.to_dict("records")]
    return table("events", rows.assign(said=said), topic.language)


def _event(event: dict[str, str], language: str) -> str:
    try:
        return wording.term("event", f"{event['date']} {event['kind']} {event['source_id']}", language)
    except KeyError:
        return event["description"]


_TABLES: dict[str, Callable[[Topic], Table]] = {
    "newest": _newest_figures,
    "newest_report": _newest_report,
    "targets": _targets,
    "checks": _checks,
    "corrections": _corrections,
    "events": _events,
}
