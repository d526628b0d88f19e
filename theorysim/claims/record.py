"""A frozen record of a claim: where a formula of letters or a number stands for a body, it becomes one."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from theorysim.entries import Sided
from theorysim.formulas import Tree, ordered, tree_of
from theorysim.letters import Formula, as_body


class Record:
    """A dataclass whose bodies may be given as functions, as formulas or, in a mapping, as numbers."""

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]
            given = getattr(self, field.name)
            made = _made(given)
            if made is not given:
                object.__setattr__(self, field.name, made)
        trees = [tree for field in fields(self) for tree in _trees(getattr(self, field.name))]  # type: ignore[arg-type]
        twice = {name for tree in trees for name in tree.takes} & {node.name for tree in trees for node in ordered(tree)}
        if twice:
            raise TypeError(f"{min(twice)} is a letter of this claim and the name of a formula in it: one of the two needs another name")


def _trees(given: Any) -> Iterator[Tree]:
    """Yield the formulas that a field holds, those of records within it too: a name is to mean one thing in all that is printed."""
    if isinstance(given, Sided):
        given = given.body
    if isinstance(given, Mapping | tuple):
        for one in given.values() if isinstance(given, Mapping) else given:
            yield from _trees(one)
    elif (tree := tree_of(given)) is not None:
        yield tree
    elif is_dataclass(given) and type(given).__module__.startswith(__package__):
        yield from (tree for field in fields(given) for tree in _trees(getattr(given, field.name)))


def _made(given: Any) -> Any:
    if isinstance(given, Formula):
        return as_body(given)
    if isinstance(given, Mapping) and any(isinstance(v, Formula | Sided | int | float) for v in given.values()):
        return {name: as_body(v) for name, v in given.items()}
    if isinstance(given, tuple) and any(_made(one) is not one for one in given):
        return tuple(map(_made, given))
    return given
