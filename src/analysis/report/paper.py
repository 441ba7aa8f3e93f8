"""The whole report in one language, with the sections such reports have and in their order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import wording
from analysis.ledger import DATA, usable
from analysis.ledger.table import read_table
from analysis.outlook.levers import least_effort
from analysis.outlook.reading import Answer
from analysis.outlook.scenarios import Scenario, load_scenarios
from analysis.outlook.verdicts import LIKELY
from analysis.periods import ends_of
from analysis.report import sentences
from analysis.report.blocks import Annex, Block, Heading, Items, Letterhead, Paragraph, Picture, Report, letterhead
from analysis.report.numbers import changes_table, compared, plan_table, scenario_table
from analysis.report.origins import origins
from analysis.report.results import governance, quoted, results
from analysis.report.table import Table
from analysis.report.table import table as specified

COVERAGE = 80
TASKS = "report/tasks.csv"
"""A table in the folder of a place, with one task a row: `task_vi,task_en,who,due`."""
RESULTS = DATA.parent / "benchmarks" / "results"
_ANNEXES = ("charts", "sources", "method")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


@dataclass(frozen=True)
class Known:
    """What a report is made of: the answers beside the province's figures as known on the day, language, folder."""

    place: str
    facts: pd.DataFrame
    as_of: str
    language: str = "vi"
    data: Path = field(default=DATA)
    answers: Sequence[Answer] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Of the charts in the annex, by their names."""
    kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What was worked out already, in whatever language: `replace` hands it on."""

    @property
    def used(self) -> list[Answer]:
        """The readings that decide."""
        return [answer for answer in self.answers if answer.used]

    @property
    def year(self) -> int:
        """The plan year."""
        return self.answers[0].target.year

    def say(self, key: str, **words: object) -> str:
        """A sentence; the place, the day, the plan year, the count of draws and the coverage of ranges are known."""
        place = wording.term("geography", self.place, self.language)
        own = {"place": place, "as_of": self.as_of, "day": wording.day(self.as_of, self.language), "year": self.year}
        own |= {"count": self.answers[0].draws.shape[1], "coverage": COVERAGE}
        return wording.sentence(key, self.language, **own | words)

    @property
    def letterhead(self) -> Letterhead:
        """The form of official documents, dated by the day."""
        return letterhead(self.place, self.as_of, self.language, self.data)

    @property
    def scenarios(self) -> dict[Scenario, list[Answer]]:
        """The answers under each scenario of the province that can be applied on the day, the best one first."""
        if "scenarios" not in self.kept:
            every = load_scenarios(self.place, self.data, as_of=self.as_of).values()
            self.kept["scenarios"] = compared(list(self.answers), every)[0]
        return self.kept["scenarios"]

    @property
    def quoted(self) -> dict[str, pd.DataFrame]:
        """The published figures quoted, by part of the report."""
        if "quoted" not in self.kept:
            self.kept["quoted"] = quoted(self.answers, self.facts)
        return self.kept["quoted"]


def report(known: Known, pictures: tuple[Picture, ...]) -> Report:
    """The report of a province; a section without anything to say is left out."""
    known = replace(known, numbers={one.name: number for number, one in enumerate(pictures, 1)})
    figures = pd.concat(known.quoted.values()).drop_duplicates()
    annexes = {
        "charts": pictures,
        "sources": origins(known.answers, figures, known.facts, known.language, known.data),
        "method": (*map(Paragraph, method(known)), *_assumptions(known)),
    }
    titles = {name: wording.term("report", name, known.language) for name in _ANNEXES}
    named = [Annex(label, titles[name], annexes[name]) for name, label in _labels(known).items()]
    opening = known.say("report_opening", **_labels(known), issuer=known.letterhead.issuer)
    body = (Paragraph(opening), *_numbered(known))
    kind = wording.term("form", "report", known.language)
    return Report(known.language, known.as_of, kind, title(known), known.letterhead, body, tuple(named))


def title(known: Known) -> str:
    """What the report is about: January to the newest month that quoted figures speak of, and the plan year."""
    figures = pd.concat(known.quoted.values())
    newest = max([*(answer.last for answer in known.answers), *ends_of(figures)])
    return known.say("report_title", newest=min(newest, pd.Period(f"{known.year}-12", "M")))


def method(known: Known, results: Path = RESULTS) -> list[str]:
    """How the answer was found and how far such answers were off: levels and draws, chance, accuracy, the workbook."""
    levels, chance, files = (known.say(f"method_{part}") for part in ("levels", "chance", "files"))
    return [levels, chance, accuracy(known.language, results), files]


def accuracy(language: str = "vi", results: Path = RESULTS) -> str:
    """How far replays of the past were off, from the tables of the benchmarks, or that this is not known here."""
    table = results / "national_year_end.csv"
    if not table.exists():
        return wording.sentence("method_unmeasured", language)
    every = pd.read_csv(table, index_col="group").loc["all"]
    replay = wording.sentence("trust_replay", language, **every)
    return f"{replay} {wording.sentence('method_covers', language, **every)}"


def _overview(known: Known) -> list[Block]:
    told = [_cited(known, _counted(known), "plan_share"), *sentences.overall(known.answers, known.language)]
    words = {"caption": known.say("plan_caption", number=1), "note": known.say("plan_note")}
    return [*map(Paragraph, told), plan_table(known.answers, known.language, **words)]


def _counted(known: Known) -> str:
    """How many targets are in which state, or that the year has no plan."""
    told = [one.outlook.verdict for one in known.answers if (one.used or one.untold) and one.target.planned]
    if not told:
        return known.say("no_targets") + "."
    verdicts = pd.Series(told).value_counts(sort=False)
    parts = [known.say("overview_part", count=count, verdict=verdict) for verdict, count in verdicts.items()]
    return known.say("overview", count=len(told), parts=", ".join(parts))


def _outlook(known: Known) -> list[Block]:
    old = [sentence for answer in known.used for sentence in sentences.stale(answer, known.language)]
    headed = []
    for one in known.used:
        charts = [f"{one.target.code}_{view}" for view in ("path", "year", "pace")]
        told = _cited(known, sentences.heading(one, known.language), *charts)
        headed += [" ".join([told, *sentences.notes(one, known.language)])]
    left = tuple(sentences.conditions(known.answers, known.language))
    told = map(Paragraph, (*old, *headed, *sentences.untold(known.answers, known.language)))
    return [*told, *([Items(left)] if left else [])]


def _shortfalls(known: Known) -> list[Block]:
    """Targets that may be missed, sectors and branches that fell, and room for the reasons."""
    missed = [answer for answer in known.used if answer.outlook.verdict == "missed"]
    short = [one for one in known.used if one.outlook.chance < LIKELY and one not in missed]
    some = {"missed_of": missed, "short_of": short}
    told = [known.say(key, names=sentences.names_of(own, known.language)) for key, own in some.items() if own]
    fell = pd.concat([known.quoted[part] for part in ("sectors", "branches", "products")])
    fell = fell[(fell["value"] < 0) & (fell["measure"] == "growth_yoy_pct")].drop_duplicates("sector", keep="last")
    if parts := [wording.sentence("told_part", known.language, **row) for row in fell.to_dict("records")]:
        down = wording.sentence("told_down", known.language, parts="; ".join(parts))
        told += [_cited(known, down, "iip_sectors", "products")]
    return [*map(Paragraph, told), Paragraph(known.say("write_causes"), blank=True)]


def _scenarios(known: Known) -> list[Block]:
    caption = known.say("scenario_caption", number=2, **_labels(known))
    shown = scenario_table(known.scenarios, known.language, marked=False)
    table = [replace(shown, caption=caption)] if _ahead(known) else []
    listed = Items(tuple(sentences.tasks(known.answers, known.language)))
    own = Path(known.data) / known.place / TASKS
    if not own.exists():
        return [*table, listed, Paragraph(known.say("write_tasks", folder=known.place), blank=True)]
    rows = read_table(own, ("task_vi", "task_en", "who", "due"))
    return [*table, listed, specified("tasks", rows.assign(task=rows[f"task_{known.language}"]), known.language)]


def _assumptions(known: Known) -> list[Table]:
    """What each scenario assumes and why, where the body shows scenarios."""
    if not _ahead(known):
        return []
    told = changes_table(known.scenarios, known.language, "assumptions")
    return [replace(told, caption=known.say("assumptions_caption"))] if len(told) else []


def _ahead(known: Known) -> bool:
    return bool(known.scenarios) and any(pd.notna(one.required_growth) for one in known.used)


def _measures(known: Known) -> list[Block]:
    """What would lift each target that is short to an even chance, and room for measures."""
    short = [one for one in known.used if pd.notna(one.required_growth) and one.outlook.chance < LIKELY]
    wanted = [(one, 0.5 if one.outlook.chance < 0.5 else LIKELY) for one in short]
    told = [sentences.effort_sentence(least_effort(one, chance), known.language) for one, chance in wanted]
    return [*([Items(tuple(told))] if told else []), Paragraph(known.say("write_measures"), blank=True)]


_SECTIONS: dict[str, Callable[[Known], list[Block]]] = {
    "overview": _overview,
    "results": lambda known: results(known.answers, known.quoted, known.language),
    "governance": lambda known: [*map(Paragraph, governance(usable(known.facts, known.data), known.language))],
    "outlook": _outlook,
    "shortfalls": _shortfalls,
    "tasks": _scenarios,
    "measures": _measures,
    "requests": lambda known: [Paragraph(known.say("write_requests"), blank=True)],
}


def _numbered(known: Known) -> Iterator[Block]:
    told = {name: blocks for name, make in _SECTIONS.items() if (blocks := make(known))}
    for number, (name, blocks) in zip(_ROMAN, told.items(), strict=False):
        yield Heading(f"{number}. {wording.term('report', name, known.language)}")
        yield from blocks


def _cited(known: Known, sentence: str, *charts: str) -> str:
    """The sentence with the numbers of the charts that show it, before its full stop."""
    numbers = [str(known.numbers[name]) for name in charts if name in known.numbers]
    if not numbers:
        return sentence
    cited = wording.sentence("picture_cited", known.language, numbers=", ".join(numbers))
    return f"{sentence.removesuffix('.')} {cited}."


def _labels(known: Known) -> dict[str, str]:
    """The annexes by their names: Phụ lục I, II, III."""
    word = wording.term("form", "annex", known.language)
    return {name: f"{word} {number}" for name, number in zip(_ANNEXES, _ROMAN, strict=False)}
