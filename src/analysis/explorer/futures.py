"""The estimates behind the page: each day's answers and scenarios, computed once and kept."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from analysis.answer import Answer, answers
from analysis.ledger import DATA, load_facts, load_targets
from analysis.outlook import Scenario, load_scenarios

_KEPT = 8
"""Days kept in memory, some 25 MB each."""


class Futures:
    """A province's answers by day; asking for a day again takes no time."""

    def __init__(self, geography: str, *, data: Path = DATA, n_draws: int = 2000) -> None:
        self.geography, self.data, self.n_draws = geography, data, n_draws
        self._answers: dict[str, list[Answer]] = {}
        self._scenarios: dict[str, dict[str, Scenario]] = {}

    @cached_property
    def days(self) -> list[str]:
        """Days on which figures of an indicator with a target of that year were published, newest first."""
        facts = load_facts(geography=self.geography, data=self.data)
        targets = load_targets(geography=self.geography, data=self.data)
        planned: dict[tuple[str, int], str] = {}
        for target in sorted(targets, key=lambda target: target.published):
            planned.setdefault((target.indicator, target.year), target.published)
        pairs = facts[["indicator", "published"]].drop_duplicates().itertuples(index=False)
        return sorted({day for name, day in pairs if planned.get((name, int(day[:4])), "9999") <= day}, reverse=True)

    def answers(self, as_of: str, tell: Callable[[str], None] = lambda indicator: None) -> list[Answer]:
        """Every target of the day's year with its futures; `tell` hears each indicator that is being estimated."""
        if as_of not in self._answers:
            found = answers(as_of, self.geography, int(as_of[:4]), n_draws=self.n_draws, data=self.data, tell=tell)
            self._answers = dict([*self._answers.items(), (as_of, found)][-_KEPT:])
        return self._answers[as_of]

    def scenarios(self, as_of: str) -> dict[str, Scenario]:
        """The province's scenarios by name, as read on that day."""
        if as_of not in self._scenarios:
            self._scenarios[as_of] = load_scenarios(self.geography, self.data, as_of=as_of)
        return self._scenarios[as_of]
