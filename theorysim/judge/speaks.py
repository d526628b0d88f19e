"""Tell whether what is said to show a floor or a ceiling of T speaks of it: whether a line of it bounds that very formula."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from theorysim.claims.order import Known, Order
from theorysim.domains import Parameter, parameters
from theorysim.entries import Body, Sided, at_most
from theorysim.formulas import Tree, ordered
from theorysim.letters import on_letters, written
from theorysim.prove.algebra import prove
from theorysim.prove.variants import taking

Word = Literal["least", "most"]


def missing(order: Order) -> Iterator[str]:
    """Tell which floor or ceiling nothing shows, or something that does not speak of it."""
    every: tuple[tuple[Known | None, Word], ...] = ((order.floor, "least"), (order.ceiling, "most"))
    for known, word in every:
        if known is None:
            continue
        name = written(known.body) or known.body.__name__
        if not known.by:
            yield f"nothing is said to show that T is at {word} {name}"
        elif not any(speaks(check, given, known.body, word, order.given) for what in known.by for check, given in what.links()):
            line = f"{name} <= T" if word == "least" else f"T <= {name}"
            yield f"what is said to show that T is at {word} {name} does not speak of it: no line of it says {line}, of a T of its own"


def speaks(check: Sided, given: Sequence[Sided], body: Body, word: Word, under: Sequence[Sided]) -> bool:
    """Tell whether a line bounds a number that the formula does not hold by the formula: as it is, by algebra, or at an instance."""
    mine = 0 if word == "least" else 1  # the side that is to be the formula
    ways = (mine, 1 - mine) if check.sense == "==" else (mine,)
    both = on_letters(check.body)
    return any(_of(check, body, side, both, given, under, word) for side in ways)


def _of(check: Sided, body: Body, mine: int, both: Any, given: Sequence[Sided], under: Sequence[Sided], word: Word) -> bool:
    own = {p.name for p in parameters(body)}
    takes = {p.name for p in parameters(check.body)}
    if isinstance(both, tuple) and isinstance(bounded := both[1 - mine], Tree):
        if not set(bounded.takes) - own:
            return False  # what is bounded is no T
        pattern = on_letters(body)
        if isinstance(pattern, Tree) and isinstance(both[mine], Tree) and instance(pattern, both[mine]):
            return True
    return bool(takes - own) and own <= takes and _keeps(check, body, mine, (*under, *given), word)


def _keeps(check: Sided, body: Body, mine: int, given: Sequence[Sided], word: Word) -> bool:
    """Prove that the side of a line that is to be the formula is no worse than that: no less than a floor, no more than a ceiling."""
    own = tuple(p.name for p in parameters(body))

    def compared(**values: Any) -> Any:
        side, formula = check.body(**values)[mine], body(**{n: values[n] for n in own})
        return (formula, side) if word == "least" else (side, formula)

    takes: list[Parameter] = [*parameters(check.body), *parameters(body)]
    return prove(at_most(taking(compared, takes)), given).proved


def instance(pattern: Tree, target: Tree) -> bool:
    """Tell whether a formula is another one, with formulas of a point in place of some of its letters: F is f(x) there, say."""
    bound: dict[str, Tree] = {}
    if not pattern.parts or not _matches(pattern, target, bound):
        return False
    same = (name for name, t in bound.items() if not t.parts and t.head == name)
    return all(name not in bound[name].takes and set(bound[name].takes) - set(pattern.takes) for name in bound.keys() - set(same))


def _matches(pattern: Tree, target: Tree, bound: dict[str, Tree]) -> bool:
    if isinstance(pattern.head, str) and not pattern.parts:
        return _same(bound.setdefault(pattern.head, target), target)
    alike = _alike(pattern, target)
    return alike and all(_matches(p, t, bound) for p, t in zip(pattern.parts, target.parts, strict=True))


def _same(one: Tree, other: Tree) -> bool:
    mine, theirs = list(ordered(one)), list(ordered(other))
    return one is other or (len(mine) == len(theirs) and all(_alike(a, b) for a, b in zip(mine, theirs, strict=True)))


def _alike(one: Tree, other: Tree) -> bool:
    return one.head == other.head and len(one.parts) == len(other.parts)
