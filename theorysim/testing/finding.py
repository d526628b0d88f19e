"""What an assertion found: it is reported to the test run, and raised with everything that is needed to see it again."""

import hashlib
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from theorysim.chance.spending import Account, current
from theorysim.results import Setting, Trajectory
from theorysim.testing.case import NAMELESS, Case

DIGITS = 6  # of what a message shows besides the setting
NAME = 100  # characters of a figure's name
NOT_RANDOM = "none: the run is not random"


@dataclass(frozen=True)
class Finding:
    """One claim, what was measured of it and against what: in words for a message, briefly for the table at the end."""

    says: str
    measured: str
    bound: str
    error: str = NOT_RANDOM  # the error bar, and how often the assertion is wrong
    brief: str = ""  # what was measured, in a word
    slack: float | None = None  # the factor by which the bound may be tightened

    def settle(self, passed: bool, line: str, drawn: Callable[[], Trajectory] | None = None) -> None:
        """Report to the test run; where the claim fails, draw the run if that is wanted, and raise AssertionError."""
        __tracebackhide__ = True
        account = current()
        slack = None if self.slack is None else float(self.slack)  # a number of NumPy's is none of JSON's
        row = {"says": self.says, "measured": self.brief or self.measured, "bound": self.bound, "slack": slack, "passed": bool(passed)}
        account.say(row)
        if passed:
            return
        lines = [self.says, f"  measured  {self.measured}", f"  bound     {self.bound}", f"  error     {self.error}"]
        if account.figures is not None and drawn is not None:
            lines.append(f"  figure    {figure(account, drawn)}")
        raise AssertionError("\n".join([*lines, line]))


def replay(setting: Setting, more: str = "") -> str:
    """Return the line that shows a run again, or say why there is none."""
    named = (setting.method, setting.objective, setting.oracle, setting.until)
    if any(name.startswith(NAMELESS) for name in named):
        return "replay: none, as an entry has no name: define it at the top of a file, where FILE.py:NAME finds it"
    return f"replay: theorysim replay {setting.line()}{more}"


def traced(case: Case, steps: int, trial: int = 0) -> Callable[[], Trajectory]:
    """Return what runs a trial again, for its figure."""
    return lambda: case.run(steps, trial, "log")


def figure(account: Account, drawn: Callable[[], Trajectory]) -> Path | str:
    """Draw a run into the folder of figures, named by the test, as no other test's; return the file, or say why there is none."""
    from theorysim.show import figure as figures

    assert account.figures is not None
    name = re.sub(r"[^\w.-]+", "-", account.test)[:NAME].strip("-") or "run"
    own = hashlib.sha256(account.test.encode()).hexdigest()[:8]  # of signs that no file's name has, and of capitals
    file = account.figures / f"{name}-{own}-{account.told}.svg"
    try:
        account.figures.mkdir(parents=True, exist_ok=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of limits of an axis, for a run that diverged
            return figures.trajectory(drawn(), file)
    except (ValueError, OSError) as reason:
        return f"none: {reason}"


def number(value: float) -> str:
    return f"{value:.{DIGITS}g}"
