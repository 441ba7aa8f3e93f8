"""How the chances went: those issued on earlier days beside today's."""

from pathlib import Path

import pandas as pd

from analysis.ledger import DATA, ISSUED_KEY, load_issued
from analysis.outlook.answer import Answer, table


def issued_chances(answers: list[Answer], as_of: str, data: Path = DATA) -> pd.DataFrame:
    """The answers to these plans issued before the day, then the day's own, as `backtest.chances_by_day` gives them.

    What was answered to a plan that has been changed since is left out.
    """
    now = table([answer for answer in answers if answer.used]).assign(issued=as_of)
    issued = load_issued(data)
    plans = now[[*ISSUED_KEY, "target"]].round({"target": 4})  # as `backtest.issue` writes them
    earlier = issued[issued["issued"] < as_of].merge(plans)
    told = pd.concat([earlier, now[earlier.columns]], ignore_index=True)
    return told.rename(columns={"issued": "as_of"})
