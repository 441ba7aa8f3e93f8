"""How an answer's numbers are written: printed figures as printed, estimates with no more decimals than they bear."""

from typing import Protocol

from analysis import wording
from analysis.ledger import WHOLE, Target
from analysis.outlook.answer import Answer


class Aimed(Protocol):
    """Whatever speaks of one target."""

    @property
    def target(self) -> Target:
        """The target."""


def name(answer: Aimed, language: str = "vi") -> str:
    """The indicator's short name; in brackets the sector, where it is not the total."""
    name = wording.indicator_name(answer.target.indicator, language, short=True)
    sector = answer.target.sector
    return name if sector == WHOLE else f"{name} ({wording.term('sector', sector, language)})"


def chance(answer: Answer, language: str = "vi") -> str:
    """The chance in whole per cent."""
    return wording.chance_text(answer.outlook.chance, language)


def verdict(answer: Answer, language: str = "vi") -> str:
    """The verdict in a word."""
    return wording.term("verdict", answer.outlook.verdict, language)


def estimate(answer: Aimed, value: float, language: str = "vi") -> str:
    """An estimate without its unit: no decimals from a thousand up, else one; growth with its sign."""
    return wording.number(value, 0 if abs(value) >= 1000 else 1, language, signed=_is_growth(answer))


def with_unit(answer: Aimed, text: str, language: str = "vi") -> str:
    """A number in words already, and the target's unit."""
    return wording.joined(text, answer.target.unit, language)


def plan(answer: Aimed, language: str = "vi") -> str:
    """The target as stated, with its unit: both bounds of a range, "at most" where less is better; growth signed."""
    target = answer.target
    bounds = [target.value] if target.upper is None else [target.value, target.upper]
    digits = " – ".join(wording.digits(bound, language, signed=_is_growth(answer)) for bound in bounds)
    below = f"{wording.term('at_most', 'ceiling', language)} " if target.direction == "at_most" else ""
    return below + with_unit(answer, digits, language)


def _is_growth(answer: Aimed) -> bool:
    return answer.target.measure == "growth_yoy_pct"
