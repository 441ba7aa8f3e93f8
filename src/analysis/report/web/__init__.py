"""The report as one HTML file in both languages, charts and all, that needs no network and runs no script."""

from analysis.report.web.page import page

__all__ = ["page"]
