"""The report as a Word document in the form of Decree 30/2020/NĐ-CP."""

from analysis.report.word.document import document

__all__ = ["document"]
