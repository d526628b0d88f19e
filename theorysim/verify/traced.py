"""A leaf that remembers, in order, what was read on it: hypotheses, branches, needs, words; for writing a proof down."""

from dataclasses import dataclass
from typing import Any

from theorysim.verify.leaf import Leaf, Ratio
from theorysim.verify.trees import Node, Refused


@dataclass(frozen=True, eq=False)
class Event:
    """What was read: a side (a hypothesis, by its number), a branch (by its label), a need, or a word (exp, log, sqrt)."""

    kind: str
    node: Node
    label: str = ""  # of the relation that is known from then on
    what: str = ""  # of a need nonzero, positive, nonnegative; of a branch strict, weak, equal; of a word its name
    of: Ratio | None = None  # what is needed, or what the word is of
    made: Ratio | None = None  # what the word is
    outcome: bool = True  # of a branch
    number: int | None = None  # of a need for which the leaf asks for a sum
    assumed: bool = False  # a need of a hypothesis
    own: bool = True  # a need of the formula as it is written, not of what the leaf makes of it
    atoms: range = range(0)
    curve: range = range(0)


class Traced(Leaf):
    """A leaf with its events, and the ratios of its relations."""

    def __init__(self, variables: list[tuple[str, bool, bool]], decisions: str):
        self.events: list[Event] = []
        self.ratios: dict[str, Ratio] = {}
        self.nodes: list[Node] = []
        self.depth, self.asked = 0, False
        super().__init__(variables, decisions)

    def _value(self, node: Node) -> Any:
        self.nodes.append(node)
        try:
            return super()._value(node)
        finally:
            self.nodes.pop()

    def note(self, label: str, r: Ratio, strict: bool, both: bool = False) -> None:
        self.ratios |= {label: r, **({label + "-": -r} if both else {})}
        super().note(label, r, strict, both)
        if label[0] == "h":
            self.events.append(Event("side", Node(label), label))

    def need(self, kind: str, r: Ratio) -> None:
        asked, facts, node = len(self.needs), len(self.facts), self.nodes[-1]
        own, self.asked = self.depth == 0 or (self.depth == 1 and not self.asked), True
        target = node.parts[1] if node.head == "/" else node.parts[0]
        try:
            super().need(kind, r)
        finally:
            number = asked if len(self.needs) > asked else None
            label = list(self.facts)[-1] if len(self.facts) > facts else ""
            self.events.append(Event("need", target, label, kind, r, number=number, assumed=self.assumed, own=own))

    def _decide(self, r: Ratio, kind: str) -> bool:
        i = len(self.made)
        outcome = super()._decide(r, kind)
        if len(self.made) > i:
            self.events.append(Event("branch", self.nodes[-1], f"c{i}", kind, r, outcome=outcome))
        return outcome

    def _word(self, name: str, u: Ratio | None) -> Ratio:
        first, curve, self.depth = self.atoms, len(self.curve), self.depth + 1
        self.asked = self.asked and self.depth > 1
        try:
            made: Ratio = getattr(Leaf, name)(self, *([] if u is None else [u]))
        finally:
            self.depth -= 1
        if self.depth == 0:
            atoms, points = range(first, self.atoms), range(curve, len(self.curve))
            self.events.append(Event("word", self.nodes[-1], "", name, u, made, atoms=atoms, curve=points))
        return made

    def euler(self) -> Ratio:
        return self._word("euler", None)

    def exp(self, u: Ratio) -> Ratio:
        return self._word("exp", u)

    def log(self, u: Ratio) -> Ratio:
        return self._word("log", u)

    def sqrt(self, u: Ratio) -> Ratio:
        return self._word("sqrt", u)

    def wave(self, u: Ratio) -> tuple[Ratio, Ratio]:
        raise Refused("sines and cosines are not written")
