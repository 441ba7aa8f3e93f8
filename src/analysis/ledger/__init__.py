"""The ledger: published figures, plan targets and events as known on a date."""

from analysis.ledger.corrections import load_corrections, usable, where
from analysis.ledger.figure import Figure
from analysis.ledger.issued import ISSUED_KEY, load_issued
from analysis.ledger.ledger import (
    COLUMNS,
    FIGURE,
    KEY,
    SERIES,
    as_day,
    load_events,
    load_facts,
    load_prints,
    newest_prints,
    printed_decimals,
)
from analysis.ledger.loading import load_sources
from analysis.ledger.names import resolve
from analysis.ledger.problems import LedgerError
from analysis.ledger.table import DATA
from analysis.ledger.targets import Target, in_force, load_targets
from analysis.ledger.vocabulary import DEFAULT_GEOGRAPHY, GROWTH, INDUSTRY, WHOLE, load_indicators

__all__ = [
    "COLUMNS",
    "DATA",
    "DEFAULT_GEOGRAPHY",
    "FIGURE",
    "GROWTH",
    "INDUSTRY",
    "ISSUED_KEY",
    "KEY",
    "SERIES",
    "WHOLE",
    "Figure",
    "LedgerError",
    "Target",
    "as_day",
    "in_force",
    "load_corrections",
    "load_events",
    "load_facts",
    "load_indicators",
    "load_issued",
    "load_prints",
    "load_sources",
    "load_targets",
    "newest_prints",
    "printed_decimals",
    "resolve",
    "usable",
    "where",
]
