"""Write a page as the call of explore that makes it again."""

from typing import Any

from theorysim import catalogue
from theorysim.explore.choices import KINDS, Run


def of_run(run: Any) -> str:
    """Write the page of a run, every number of it."""
    s, numbers = run.setting, {**dict(run.setting.parameters), **run.free}
    names = {role: name_of(run, kind, getattr(s, role)) for role, kind in KINDS.items()}
    words = [name_of(run, "statements", run.rule) if run.rule else names["objective"]]
    words += [repr(numbers)] * bool(numbers)
    words += [f"start={s.start[0] if len(s.start) == 1 else s.start!r}"] if s.start is not None else []
    words += [f"epsilon={s.epsilon!r}", f"steps={s.steps}", f"method={names['method']}"]
    words += [f"objective={names['objective']}"] * bool(run.rule) + [f"oracle={names['oracle']}"] * (s.oracle != "exact")
    words += [f"until={names['until']}"] + [f"dimension={s.dimension}"] * (s.dimension is not None) + [f"seed={s.seed}"] * bool(s.seed)
    return f"explore({', '.join([*words, f'show={run.look!r}'])})"


def name_of(run: Run, kind: str, name: str) -> str:
    """Write a name: of a variable of a notebook as it is, of an entry or a file in quotes."""
    return name if (kind, name) in run.own and ".py:" not in name and name not in catalogue.names(kind) else repr(name)
