"""A page to explore the answer: choose a day, a target and changes of the months ahead, see what becomes of it."""

from analysis.explorer.explorer import Explorer
from analysis.explorer.look import Look
from analysis.explorer.view import View

__all__ = ["Explorer", "Look", "View"]
