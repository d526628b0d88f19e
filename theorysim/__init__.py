"""Make optimization theory executable: run methods, and judge statements about them by machine.

import theorysim as ts
run = ts.run("clipped_gradient_descent", "exponential", {"method.eta_c": 0.1, "method.gamma": 1, "objective.L1": 2}, 3, epsilon=0.01)
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # for editors and type checkers: the same names, imported at once
    from theorysim.catalogue import load as load
    from theorysim.catalogue import names as names
    from theorysim.claims.bound import Bound as Bound
    from theorysim.claims.relation import Relation as Relation
    from theorysim.claims.statement import Claim as Claim
    from theorysim.claims.statement import Statement as Statement
    from theorysim.commands.falsify import falsify as falsify
    from theorysim.commands.frame import frame as frame
    from theorysim.commands.game import play as play
    from theorysim.commands.verbs import check as check
    from theorysim.commands.verbs import plot as plot
    from theorysim.commands.verbs import run as run
    from theorysim.commands.verbs import sharpest as sharpest
    from theorysim.domains import Asked as Asked
    from theorysim.domains import Coordinate as Coordinate
    from theorysim.domains import Positive as Positive
    from theorysim.domains import Real as Real
    from theorysim.entries import Method as Method
    from theorysim.entries import Objective as Objective
    from theorysim.entries import at_most as at_most
    from theorysim.entries import less as less
    from theorysim.entries import same as same
    from theorysim.explore import explore as explore
    from theorysim.measure.periods import classify as classify
    from theorysim.objectives.separable import separable as separable
    from theorysim.results import Setting as Setting
    from theorysim.show.figure import clouds as clouds
    from theorysim.show.figure import curves as curves
    from theorysim.simulate.compose import compose as compose
    from theorysim.simulate.composition import Composition as Composition

__version__ = "0.1.0"
_PLACES = {
    "Asked": "domains",
    "Bound": "claims.bound",
    "Claim": "claims.statement",
    "Method": "entries",
    "Objective": "entries",
    "Positive": "domains",
    "Real": "domains",
    "Coordinate": "domains",
    "Relation": "claims.relation",
    "Setting": "results",
    "Statement": "claims.statement",
    "at_most": "entries",
    "less": "entries",
    "same": "entries",
    "classify": "measure.periods",
    "clouds": "show.figure",
    "compose": "simulate.compose",
    "Composition": "simulate.composition",
    "curves": "show.figure",
    "falsify": "commands.falsify",
    "explore": "explore",
    "frame": "commands.frame",
    "check": "commands.verbs",
    "load": "catalogue",
    "names": "catalogue",
    "play": "commands.game",
    "plot": "commands.verbs",
    "run": "commands.verbs",
    "separable": "objectives.separable",
    "sharpest": "commands.verbs",
}
__all__ = sorted(_PLACES)


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that the command line starts at once."""
    if name not in _PLACES:
        raise AttributeError(f"module 'theorysim' has no attribute {name!r}")
    return getattr(import_module(f"theorysim.{_PLACES[name]}"), name)


def __dir__() -> list[str]:
    return __all__


class _Package(ModuleType):
    """The package: where a folder has the name of a public verb, that name stays the verb's when the folder is imported."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in _PLACES or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
