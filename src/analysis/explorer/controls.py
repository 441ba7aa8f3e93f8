"""What a reader chooses by: the widgets of a view, worded in its language."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import ipywidgets as widgets

from analysis import wording
from analysis.answer import Answer
from analysis.explorer.changing import levers, months_open
from analysis.explorer.view import EFFECTS, FARTHEST, PICTURES, Lever, View
from analysis.explorer.words import lever_name
from analysis.ledger import INDUSTRY, WHOLE
from analysis.report import amounts

_WISHES = (0.5, 0.8)
"""Chances that the least change can be asked for."""
_NEXT = "next"
"""The first month without a figure; a choice of nothing would be shown as none."""
_SWITCHES = ("language", "picture", "effect")
_LOOKED_AT = ("as_of", "indicator", "measure", "sector", "picture", "language")
_CHANGED = ("scenario", "effect", "first")

Named = TypeVar("Named", bound=widgets.DOMWidget)


def named(widget: Named, name: str) -> Named:
    """The widget, with the name that page.css knows it by."""
    widget.add_class(f"explorer-{name}")
    return widget


class Controls:
    """The widgets; `changed` is called when a reader, not the page, has moved one, `wished` with a chance asked for."""

    def __init__(self, changed: Callable[[], None], wished: Callable[[float], None]) -> None:
        self._changed, self._is_filling = changed, False
        self.choices: dict[str, Any] = {
            name: widgets.ToggleButtons() if name in _SWITCHES else widgets.Dropdown()
            for name in (*_LOOKED_AT, *_CHANGED)
        }
        self.sliders: dict[Lever, widgets.IntSlider] = {}
        self.reset = named(widgets.Button(), "reset")
        self.wishes = {chance: widgets.Button(description=f"≥ {wording.chance_text(chance)}") for chance in _WISHES}
        self._wish, self._moving = widgets.Label(), named(widgets.VBox(), "moves")
        self.looking = named(widgets.Box([self.choices[name] for name in _LOOKED_AT]), "looking")
        self.changing = named(widgets.VBox(self._changers()), "changing")
        self._listen(wished)

    def _changers(self) -> list[widgets.Widget]:
        """What the months ahead are changed by, from top to bottom."""
        wishes = named(widgets.HBox(list(self.wishes.values())), "wishes")
        return [*(self.choices[name] for name in _CHANGED), self._moving, self.reset, self._wish, wishes]

    def _listen(self, wished: Callable[[float], None]) -> None:
        for choice in self.choices.values():
            choice.observe(self._heard, "value")
        self.reset.on_click(self._put_back)
        for chance, button in self.wishes.items():
            button.on_click(lambda _, chance=chance: wished(chance))

    def view(self) -> View:
        """What is chosen now."""
        shown = {lever: slider.value for lever, slider in self.sliders.items() if slider in self._moving.children}
        moves = {lever: value for lever, value in shown.items() if value}
        values = {name: None if choice.value == _NEXT else choice.value for name, choice in self.choices.items()}
        return View(**values, moves=moves)

    def fill(self, view: View, given: Sequence[Answer], days: Iterable[str], scenarios: Iterable[str]) -> None:
        """Offer what there is on the view's day, in its language, with the view chosen; nobody is called."""
        self._is_filling = True
        self._word(view.language)
        self._offer("language", [("Tiếng Việt", "vi"), ("English", "en")], view.language)
        self._offer("as_of", [(wording.day(day, view.language), day) for day in days], view.as_of)
        self._offer_codes("picture", PICTURES, view)
        self._offer_codes("effect", EFFECTS, view)
        named = [(wording.scenario(name, view.language), name) for name in scenarios]
        self._offer("scenario", [(wording.term("explore", "no_scenario", view.language), ""), *named], view.scenario)
        self._offer_targets(view, given)
        self._offer_months(view, given)
        self._moving.children = [self._slider(lever, view) for lever in levers(given)]
        for button in (self.reset, *self.wishes.values()):
            button.disabled = not self._moving.children
        self._is_filling = False

    def _offer_targets(self, view: View, given: Sequence[Answer]) -> None:
        language, own = view.language, [one for one in given if one.target.indicator == view.indicator]
        names = dict.fromkeys(one.target.indicator for one in given)
        named = [(wording.indicator_name(name, language, short=True), name) for name in names]
        self._offer("indicator", named, view.indicator)
        self._offer("measure", [(amounts.plan(one, language), one.target.measure) for one in own], view.measure)
        sectors = [WHOLE, *(sector for sector in INDUSTRY if own and sector in own[0].parts)]
        self._offer("sector", [(wording.term("sector", one, language), one) for one in sectors], view.sector)

    def _offer_months(self, view: View, given: Sequence[Answer]) -> None:
        later = [(wording.month(month, view.language), month) for month in months_open(given)[1:]]
        self._offer("first", [(wording.term("explore", "next", view.language), _NEXT), *later], view.first or _NEXT)

    def _offer_codes(self, name: str, codes: Iterable[str], view: View) -> None:
        worded = [(wording.term("explore", code, view.language), code) for code in codes]
        self._offer(name, worded, getattr(view, name))

    def _offer(self, name: str, options: Sequence[tuple[str, Any]], value: Any) -> None:
        choice = self.choices[name]
        if tuple(choice.options) != tuple(options):
            choice.options = tuple(options)
        choice.value = value if value in [code for _, code in options] else None
        choice.disabled = len(options) < 2

    def _slider(self, lever: Lever, view: View) -> widgets.IntSlider:
        """The lever's slider, made when first needed; it counts when it is let go, not while it is dragged."""
        if lever not in self.sliders:
            made = widgets.IntSlider(0, -FARTHEST, FARTHEST, readout_format="+d", continuous_update=False)
            made.observe(self._heard, "value")
            self.sliders[lever] = made
        slider = self.sliders[lever]
        name = lever_name(lever, view.language)
        slider.description, slider.value = name[:1].upper() + name[1:], round(view.moves.get(lever, 0))
        return slider

    def _word(self, language: str) -> None:
        for name, choice in self.choices.items():
            choice.description = wording.term("explore", name, language)
        self.reset.description = wording.term("explore", "reset", language)
        self._wish.value = wording.term("explore", "wish", language)

    def _heard(self, change: object) -> None:
        if not self._is_filling:
            self._changed()

    def _put_back(self, button: object) -> None:
        """No scenario, nothing moved, from the first month on; told once."""
        self._is_filling = True
        self.choices["scenario"].value, self.choices["first"].value = "", _NEXT
        for slider in self.sliders.values():
            slider.value = 0
        self._is_filling = False
        self._changed()
