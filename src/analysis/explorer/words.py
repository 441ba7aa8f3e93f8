"""What the page says of a comparison, every number computed."""

from collections.abc import Sequence

import pandas as pd

from analysis import report, wording
from analysis.answer import Answer
from analysis.explorer.changing import Compared, pace_expected
from analysis.explorer.view import Lever, View
from analysis.growth import year_growth
from analysis.ledger import WHOLE
from analysis.outlook import Change, independent_chance, joint_chance, months_left
from analysis.outlook.changes import EVERY
from analysis.report import amounts
from analysis.report.joint import joint_sentence


def told(compared: Compared, view: View) -> list[str]:
    """The chance, what was changed for it, where the year is heading, the pace it needs, all targets at once."""
    before, after = compared.chosen(view)
    language = view.language
    lines = [_chance(before, after, language), _changed(compared, language), *_sector(after, view)]
    lines += [_heading(after, language), report.needed(after, language), *_pace(before, after, language)]
    lines += _together(compared, language)
    hidden = after.last.year < view.year and view.sector == WHOLE
    return lines + ([wording.sentence("explore_no_path", language, year=view.year)] if hidden else [])


def lever_name(lever: Lever, language: str) -> str:
    """The sector, in short, or the indicator where it is not divided."""
    indicator, sector = lever
    if sector != WHOLE:
        return wording.term("lever", sector, language)
    return wording.term("change", EVERY, language) if indicator == EVERY else _short(indicator, language)


def outcome(before: str, after: str) -> str:
    """A value, or where it moved to."""
    return after if before == after else f"{before} → {after}"


def sector_growth(answer: Answer, sector: str, language: str) -> dict[str, object]:
    """The growth of a sector's year, in words."""
    growth = year_growth(answer.parts[sector], answer.target.year).quantile([0.1, 0.5, 0.9])
    low, median, high = (wording.percent(value, 1, language, signed=True) for value in growth)
    name = f"{wording.term('sector', sector, language)} ({amounts.name(answer, language)})"
    return {"name": name, "year": answer.target.year, "low": low, "median": median, "high": high}


def _changed(compared: Compared, language: str) -> str:
    """The changes, those of the same months together, each with its reason."""
    spans: dict[str, list[str]] = {}
    for change in compared.changes:
        spans.setdefault(_months(change, compared.before, language), []).append(_change(change, language))
    if not spans:
        return wording.sentence("explore_unchanged", language)
    said = [f"{months}: {', '.join(changes)}" for months, changes in spans.items()]
    return wording.sentence("explore_changed", language, changes="; ".join(said))


def _change(change: Change, language: str) -> str:
    text = wording.sentence(
        f"explore_change_{change.effect}",
        language,
        name=lever_name((change.indicator, change.sector), language),
        value=wording.number(change.value, 1 if change.value % 1 else 0, language, signed=change.effect != "capacity"),
    )
    why = change.why if language == "vi" else change.why_en
    return f"{text} ({why})" if why else text


def _months(change: Change, given: Sequence[Answer], language: str) -> str:
    last = change.last or pd.Period(f"{given[0].target.year}-12", freq="M")
    first, last_word = _first(change, given, language), wording.month(last, language)
    return wording.sentence("explore_months", language, first=first, last=last_word)


def _first(change: Change, given: Sequence[Answer], language: str) -> str:
    """The first month changed, in words where indicators differ in it."""
    if change.first is not None:
        return wording.month(change.first, language)
    months = {months_left(one.target, one.closed)[0] for one in given if change.concerns(one.target.indicator)}
    return wording.month(months.pop(), language) if len(months) == 1 else wording.term("explore", "next", language)


def _chance(before: Answer, after: Answer, language: str) -> str:
    words = {"name": amounts.name(after, language), "target": amounts.plan(after, language), "year": after.target.year}
    words |= {"before": amounts.chance(before, language), "after": amounts.chance(after, language)}
    return wording.sentence("explore_chance" if after is before else "explore_moved", language, **words)


def _heading(answer: Answer, language: str) -> str:
    view = answer.outlook
    low, median, high = (amounts.estimate(answer, value, language) for value in (view.low, view.median, view.high))
    words = {"median": amounts.with_unit(answer, median, language), "low": low, "high": high}
    return wording.sentence("explore_heading", language, year=answer.target.year, **words)


def _sector(answer: Answer, view: View) -> list[str]:
    if view.sector == WHOLE:
        return []
    words = sector_growth(answer, view.sector, view.language)
    return [wording.sentence("explore_sector", view.language, **words)]


def _pace(before: Answer, after: Answer, language: str) -> list[str]:
    paces = [wording.percent(pace_expected(one), 1, language, signed=True) for one in (before, after)]
    return [] if pd.isna(after.pace) else [wording.sentence("explore_pace", language, pace=outcome(*paces))]


def _together(compared: Compared, language: str) -> list[str]:
    used = [[one for one in given if one.used] for given in (compared.before, compared.after)]
    words = {
        name: outcome(*(wording.chance_text(of(given), language) for given in used))
        for name, of in {"chance": joint_chance, "independent": independent_chance}.items()
    }
    return [joint_sentence(len(used[0]), **words, language=language)] if len(used[0]) > 1 else []


def _short(indicator: str, language: str) -> str:
    return wording.indicator_name(indicator, language, short=True)
