"""What changed since an earlier day, in words: every number computed, every direction that of the number printed."""

import pandas as pd

from analysis import wording
from analysis.report import amounts
from analysis.report.changes import (
    chance_moved,
    decimals,
    figure_name,
    figure_words,
    moved,
    printed_steps,
    publisher,
    with_releases,
)
from analysis.vintages import STEPS, Change


def paragraph(change: Change, language: str = "vi") -> str:
    """The old and the new answer, what led to it, the release that mattered most, and the plan where it changed."""
    if not change.steps.loc[STEPS[1] : STEPS[-2], ["median", "chance", "figures"]].any(axis=None):
        return " ".join([_opening(change, "changed_nothing", language), *_plan(change, language)])
    told = [_opening(change, "changed_sentence", language), _because(change, language), _release(change, language)]
    return " ".join(filter(None, [*told, *_plan(change, language)]))


def _opening(change: Change, key: str, language: str) -> str:
    shown, places = printed_steps(change), decimals(change)
    growth = change.target.measure == "growth_yoy_pct"
    old, new = (
        amounts.with_unit(change, wording.number(shown.loc[end, "median"], places, language, signed=growth), language)
        for end in (STEPS[0], STEPS[-1])
    )
    total = shown.loc[STEPS[-1]] - shown.loc[STEPS[0]]
    return wording.sentence(
        key,
        language,
        name=amounts.name(change, language),
        year=change.target.year,
        before=wording.day(change.before, language),
        after=wording.day(change.after, language),
        old=old,
        new=new,
        move=moved(change, round(total["median"], places), language),
        old_chance=wording.chance_text(change.steps["chance"].iloc[0], language),
        new_chance=wording.chance_text(change.steps["chance"].iloc[-1], language),
        chance_move=chance_moved(total["chance"], language),
    )


def _because(change: Change, language: str) -> str:
    """The steps that moved something as printed."""
    shown = printed_steps(change).loc[STEPS[1] : STEPS[-2]]
    parts = [_part(change, step, row, language) for step, row in shown[shown.any(axis=1)].iterrows()]
    return wording.sentence("changed_because", language, parts="; ".join(parts)) if parts else ""


def _part(change: Change, step: str, row: pd.Series, language: str) -> str:
    name, count = wording.term("step", step, language), change.steps.loc[step, "figures"]
    name = name[0].lower() + name[1:]
    named = wording.sentence("changed_count", language, step=name, count=count) if count else name
    words = {"move": moved(change, row["median"], language), "chance_move": chance_moved(row["chance"], language)}
    return wording.sentence("changed_part", language, step=named, **words)


def _release(change: Change, language: str) -> str:
    """The release that moved the chance most, of those alike the year most; and its figure that mattered most."""
    if change.releases.empty:
        return ""
    most = change.releases[["chance", "median"]].abs().sort_values(["chance", "median"], kind="stable").index[-1]
    release, shown = change.releases.loc[most], with_releases(change).loc[most]
    told = wording.sentence(
        "changed_release",
        language,
        publisher=publisher(release["source_id"], language),
        published=wording.day(release["published"], language),
        move=moved(change, shown["median"], language),
        chance_move=chance_moved(shown["chance"], language),
    )
    own = change.news[(change.news["source_id"] == release["source_id"]) & change.news["expected"].notna()]
    if own.empty:
        return told
    figure = own.loc[own["median"].abs().idxmax()].to_dict()
    words = {"figure": figure_name(figure, language), **figure_words(figure, language)}
    return f"{told} {wording.sentence('changed_figure', language, **words)}"


def _plan(change: Change, language: str) -> list[str]:
    """What became of the plan, where anything did."""
    words = {"new": amounts.plan(change, language), "published": wording.day(change.target.published, language)}
    if change.former is None:
        later = change.target.published > change.before
        return [wording.sentence("changed_target_first", language, **words)] if later else []
    if change.former.value == change.target.value:
        return []
    sign = change.target.measure == "growth_yoy_pct"
    old = amounts.with_unit(change, wording.digits(change.former.value, language, signed=sign), language)
    return [wording.sentence("changed_target", language, old=old, **words)]
