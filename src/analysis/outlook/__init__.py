"""Possible futures held against plan targets: the chance, the pace it would take, scenarios, levers, all at once."""

from analysis.outlook.changes import Change
from analysis.outlook.pace import pace
from analysis.outlook.rules import simple_rules
from analysis.outlook.scenarios import Scenario, applied, load_scenarios
from analysis.outlook.together import joint_chance
from analysis.outlook.verdicts import Outlook, outcomes, outlook, reached, verdict

__all__ = [
    "Change",
    "Outlook",
    "Scenario",
    "applied",
    "joint_chance",
    "load_scenarios",
    "outcomes",
    "outlook",
    "pace",
    "reached",
    "simple_rules",
    "verdict",
]
