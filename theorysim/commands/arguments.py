"""Type the arguments of the command line that name an entry: what `--help` says of each, and the names that a shell completes."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

import theorysim
from theorysim import catalogue


def completing(*kinds: str) -> Callable[[str], list[str]]:
    """Return what completes a name of these kinds; after a wrapper and a colon, one of its kind. No entry is imported."""

    def complete(incomplete: str) -> list[str]:
        outer, colon, begun = incomplete.rpartition(":")
        own = [e.name for kind in kinds for e in catalogue.entries(kind)]
        around = [f"{w.name}:" for kind in kinds for w in catalogue.wrappers(kind)]
        return [f"{outer}{colon}{name}" for name in (*own, *around) if name.startswith(begun)]

    return complete


def version(asked: bool) -> None:
    """Print the version and end, where it is asked for."""
    if asked:
        print(f"theorysim {theorysim.__version__}")
        raise typer.Exit


def _kinds(incomplete: str) -> list[str]:
    return [kind for kind in catalogue.KINDS if kind.startswith(incomplete)]


def _argument(says: str, *kinds: str) -> Any:
    return typer.Argument(help=says, autocompletion=completing(*kinds))


def _option(says: str, *kinds: str) -> Any:
    return typer.Option(help=says, autocompletion=completing(*kinds))


AKind = Annotated[str, typer.Argument(help=", ".join(catalogue.KINDS), autocompletion=_kinds)]
AnEntry = Annotated[str, _argument("A name of `theorysim list`, an identifier of the ledger, or FILE.py:NAME.", *catalogue.KINDS)]
AMethod = Annotated[str, _argument("A method, FILE.py:NAME, or WRAPPER:METHOD.", "methods")]
AnObjective = Annotated[str, _argument("The function to minimize, likewise.", "objectives")]
AnOracle = Annotated[str, _option("The noise through which the gradient is seen.", "oracles")]
AQuantity = Annotated[str, _option("The quantity that ends the run when it is at most epsilon.", "quantities")]
Statements = Annotated[list[str] | None, _argument("Identifiers of statements; FILE.py:NAME for one of your own.", "statements")]
Certified = Annotated[list[str] | None, _argument("Identifiers, FILE.py:NAME, or FILE.json with certificates.", "statements")]
AStatement = Annotated[str, _argument("ID[:READING[:PART]], or FILE.py:NAME of one of your own.", "statements")]
AStudy = Annotated[str, _argument("A study, or the folder of one.", "studies")]
Warmed = Annotated[
    list[str] | None,
    _argument("With --warm: entries and statements; all where none is named.", "methods", "objectives", "oracles", "statements"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Parameters = Annotated[list[str], typer.Option("-p", help="ROLE.NAME=VALUE, a number or a rational; repeatable.")]
