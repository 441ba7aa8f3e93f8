"""New figures in: what others publish, read into the ledger's columns."""

from analysis.intake.press import read_sentences

__all__ = ["read_sentences"]
