"""What the menus of a run offer: entries in groups, only those with which the rest of the run can be composed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol

from theorysim import catalogue
from theorysim.domains import DRAWS, SAMPLES, parameters
from theorysim.entries import Method, Plain
from theorysim.results import Setting
from theorysim.settings import Usage, record
from theorysim.simulate import plainly
from theorysim.simulate.compose import compose
from theorysim.simulate.composition import Composition

KINDS = {"method": "methods", "objective": "objectives", "oracle": "oracles", "until": "quantities"}
ALWAYS = {"until": "gradient_norm", "oracle": "exact"}  # what goes with everything: taken where the present one does not
GROWS = "progress"  # no criterion: it is not to become small
BETWEEN = " · "  # a group, and what is in it


class Run(Protocol):
    """What a menu reads of a run."""

    @property
    def setting(self) -> Setting: ...
    @property
    def own(self) -> Mapping[tuple[str, str], Any]: ...
    def load(self, kind: str, name: str) -> Any: ...


def options(run: Run, role: str) -> tuple[tuple[str, str], ...]:
    """Return (what is shown, name) of every entry that can stand in a role, by groups; the chosen one among them."""
    kind, chosen = KINDS[role], getattr(run.setting, role)
    names = [*(n for n in catalogue.names(kind) if n != GROWS), *_wrapped(kind, chosen), *(n for k, n in run.own if k == kind), chosen]
    fits = [n for n in dict.fromkeys(names) if n == chosen or fitting(run, role, n) is not None]
    groups = {n: group(kind, n, run.load(kind, n)) for n in fits}
    ordered = sorted(fits, key=lambda n: (RANKS.get(groups[n], len(RANKS)), groups[n]))
    return tuple((f"{groups[n]}{BETWEEN}{n}" if len(set(groups.values())) > 1 else n, n) for n in ordered)


def _wrapped(kind: str, chosen: str) -> Iterator[str]:
    """Return the present entry in each wrapper of its kind."""
    inside = chosen.rpartition(":")[2]
    for wrapper in catalogue.wrappers(kind) if ".py:" not in chosen else ():
        try:
            record(kind, f"{wrapper.name}:{inside}")
        except (Usage, catalogue.Unknown):
            continue
        yield f"{wrapper.name}:{inside}"


def fitting(run: Run, role: str, name: str) -> Setting | None:
    """Return the setting with another entry in a role: as it is else, or with what goes with everything; None where none is composed."""
    free = [other for other in ALWAYS if other != role]
    for given_up in ((), *((one,) for one in free), tuple(free)):
        words: dict[str, Any] = {role: name, **{other: ALWAYS[other] for other in given_up}}
        changed = replace(run.setting, **words)
        if composed(run, changed):
            return changed
    return None


def composed(run: Run, setting: Setting) -> bool:
    """Tell whether the entries of a setting fit each other: the text of a driver is written, nothing is compiled."""
    try:
        method, objective, oracle, until = (run.load(kind, getattr(setting, role)) for role, kind in KINDS.items())
        seen = plainly.STANDS if isinstance(method, Plain) else method
        compose(Composition(seen, objective, until, None if setting.oracle == "exact" else oracle), 2 if objective.form == "sum" else None)
    except (TypeError, ValueError, catalogue.Unknown):
        return False
    return True


# --- groups ---------------------------------------------------------------------------------------------------------

RANKS = {
    name: i
    for i, name in enumerate(
        ("deterministic", "1 variable", "no noise", "stochastic", "2 variables", "noise", "of a finite sum", "3 variables", "4 variables")
    )
}


def group(kind: str, name: str, entry: Any) -> str:
    """Return the group of an entry on its menu."""
    if ":" in name:
        return "of your own" if ".py:" in name else "wrapped"
    if kind == "methods":
        return "plain Python" if isinstance(entry, Plain) else "stochastic" if _stochastic(name, entry) else "deterministic"
    if kind == "objectives":
        own = entry.dimension
        if entry.parts:
            return "of a finite sum"
        return "any number of variables" if entry.form == "sum" else f"{own} variable{'s' * (own > 1)}"
    if kind == "oracles":
        reads = {p.domain.role for p in parameters(entry.perturb)}
        return "of a finite sum" if reads & set(SAMPLES) else "noise" if reads & set(DRAWS) else "no noise"
    return "until"


def _stochastic(name: str, method: Method) -> bool:
    """Tell whether a method draws, or says that it is for noise."""
    if any(p.domain.role in DRAWS for stage in method.stages for p in parameters(stage)):
        return True
    try:
        entry = catalogue.find(name, ("methods",))
    except catalogue.Unknown:
        return False
    said = f"{entry.summary} {entry.source} {entry.detail}".lower()
    return any(word in said for word in ("stochastic", "noise", "minibatch", "snapshot", "random"))
