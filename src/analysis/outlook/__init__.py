"""Possible futures held against plan targets: the chance, the pace it would take, scenarios, levers, all at once."""

from analysis.outlook.changes import Change
from analysis.outlook.coupling import coupled, load_dependence
from analysis.outlook.levers import Ask, Effort, ceilings_of, least_effort
from analysis.outlook.pace import middle, monthly_pace, months_left, pace, pace_of, past_paces
from analysis.outlook.precedents import Precedent, precedents
from analysis.outlook.progress import plan_path, simple_rules, usual_shares
from analysis.outlook.scenarios import Scenario, applied, load_scenarios
from analysis.outlook.together import Coherence, coherence, every_subset, independent_chance, joint_chance
from analysis.outlook.verdicts import (
    LIKELY,
    UNLIKELY,
    Outlook,
    as_good,
    outcomes,
    outlook,
    outlook_of,
    reached,
    verdict,
)

__all__ = [
    "LIKELY",
    "UNLIKELY",
    "Ask",
    "Change",
    "Coherence",
    "Effort",
    "Outlook",
    "Precedent",
    "Scenario",
    "applied",
    "as_good",
    "ceilings_of",
    "coherence",
    "coupled",
    "every_subset",
    "independent_chance",
    "joint_chance",
    "least_effort",
    "load_dependence",
    "load_scenarios",
    "middle",
    "monthly_pace",
    "months_left",
    "outcomes",
    "outlook",
    "outlook_of",
    "pace",
    "pace_of",
    "past_paces",
    "plan_path",
    "precedents",
    "reached",
    "simple_rules",
    "usual_shares",
    "verdict",
]
