"""Check that a relation follows: in each case of signs, on each way through the branches, by sums that are 0 and cannot be.

A certificate says how the letters are written through variables >= 0 (`split`) and, of each leaf, sums [c, labels, monomial] of c P = 0
with c > 0, each P a product of relations that hold there and of variables: of the negation of what is to be shown, of a hypothesis, of a
branch. It holds no polynomial: what a label stands for, which leaves there are and what each needs is computed here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from typing import Any

from theorysim.verify.leaf import Leaf, Ratio, Vacuous
from theorysim.verify.trees import Domain, Node, Refused, letters_of

SPLITS = ("free", "difference", "sign")
Variables = list[tuple[str, bool, bool]]
LATE = 2  # beyond the time of everything on a leaf


@dataclass(frozen=True, eq=False)
class Question:
    """A relation, and what it is to follow from. `shown`: hypotheses that are to be defined wherever the others hold."""

    claim: Node
    given: tuple[Node, ...] = ()
    hints: tuple[Node, ...] = ()  # what may be shown first
    shown: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Case:
    """One case of signs: its name, the variables, how each letter is written, and which letters stay below an end."""

    name: str
    variables: Variables
    written: tuple[Callable[[Leaf], Ratio], ...]
    tops: tuple[tuple[str, Fraction, bool], ...]


def _ways(name: str, domain: Domain, split: str) -> list[tuple[str, Variables, Callable[[Leaf], Ratio], Any]]:
    if domain.low is None and domain.high is not None:
        raise Refused(f"the domain of {name}")
    if domain.low is None and split == "free":
        return [("f", [(name, False, True)], lambda leaf: leaf.variable(name), None)]
    if domain.low is None and split == "difference":
        both = [(name, False, False), (f"{name}_", False, False)]
        return [("d", both, lambda leaf: leaf.variable(name) - leaf.variable(f"{name}_"), None)]
    above = [(name, True, False)]
    if domain.low is None or (domain.low == 0 and not domain.low_open and domain.high is None and split == "sign"):
        ways: list[Any] = [("+", above, lambda leaf: leaf.variable(name), None), ("0", [], lambda leaf: leaf.ratio(0), None)]
        return ways + [("-", above, lambda leaf: -leaf.variable(name), None)] * (domain.low is None)
    top = None if domain.high is None else (name, domain.high - domain.low, domain.high_open)
    return [("b", [(name, domain.low_open, False)], lambda leaf: leaf.ratio(domain.low) + leaf.variable(name), top)]


def cases(domains: Mapping[str, Domain], split: str) -> Iterator[Case]:
    """Yield every case of signs; together they leave no value of a letter out."""
    if split not in SPLITS:
        raise Refused(f"the split {split}")
    for chosen in product(*(_ways(n, d, split) for n, d in domains.items())):
        names, variables, written, tops = zip(*chosen, strict=True) if chosen else ((), (), (), ())
        yield Case("".join(names), [v for some in variables for v in some], written, tuple(t for t in tops if t))


def domains_of(question: Question) -> dict[str, Domain]:
    """Return the letters of a question; where a name has two domains, that in the relation itself counts."""
    return letters_of(question.claim, *question.given, *question.shown, *question.hints)


def read_leaf(question: Question, domains: Mapping[str, Domain], case: Case, decisions: str, of: type[Leaf]) -> tuple[Leaf, Ratio | None]:
    """Read hypotheses and claim on one leaf; return the margin that is claimed there, None where nothing is claimed."""
    leaf = of(case.variables, decisions)
    for name, room, is_open in case.tops:
        leaf.note(f"d:{name}", leaf.ratio(room) - leaf.variable(name), is_open)
    written = {name: write(leaf) for name, write in zip(domains, case.written, strict=True)}
    _letters(leaf, written, (question.claim, *question.given, *question.hints, *question.shown))
    try:
        for i, one in enumerate((*question.given, *question.shown, *question.hints)):
            leaf.assumed = not len(question.given) <= i < len(question.given) + len(question.shown)
            r = _margin(leaf, one)
            if (n := r.number()) is not None and (n < 0 or (n == 0 and one.head == "<") or (n != 0 and one.head == "==")):
                raise Vacuous
            leaf.time += 1
            leaf.note(f"h{i}", r, one.head == "<", both=one.head == "==")
        leaf.assumed = False
        return leaf, _margin(leaf, question.claim)
    except Vacuous:
        return leaf, None


def _letters(leaf: Leaf, written: Mapping[str, Ratio], roots: tuple[Node, ...]) -> None:
    waiting, seen = list(roots), set[int]()
    while waiting:
        node = waiting.pop()
        if node.domain is not None:
            leaf.values[id(node)] = node, written[node.head]
        if id(node) not in seen:
            seen.add(id(node))
            waiting += node.parts


def _margin(leaf: Leaf, relation: Node) -> Ratio:
    left, right = map(leaf.value, relation.parts)
    return right - left  # type: ignore[no-any-return]


def leaves(
    question: Question, domains: Mapping[str, Domain], split: str, of: type[Leaf] = Leaf
) -> Iterator[tuple[str, Leaf, Ratio | None]]:
    """Yield every leaf, with its name: each case of signs, each way through the branches."""
    for case in cases(domains, split):
        waiting = [""]
        while waiting:
            decisions = waiting.pop()
            leaf, margin = read_leaf(question, domains, case, decisions, of)
            waiting += [leaf.made[:i] + "F" for i in range(len(decisions), len(leaf.made))]
            yield f"{case.name}|{leaf.made}", leaf, margin


def goals(leaf: Leaf, margin: Ratio | None, sense: str) -> Iterator[tuple[str, Any, str, int]]:
    """Yield what is to be shown: its name, a polynomial, what is asked of it, and before which time."""
    for i, (kind, p, time) in enumerate(leaf.needs):
        yield f"need{i}", p, kind, time
    for name, side in (("claim", margin), ("back", None if margin is None or sense != "==" else -margin)):
        if side is not None:
            p = leaf.cleared(side)
            s = leaf.sign(p)
            if not (s and s[0] >= 0 and (s[1] or sense != "<")):
                yield name, p, "positive" if sense == "<" else "nonnegative", leaf.time + LATE


def negations(leaf: Leaf, p: Any, strict: bool) -> dict[str, tuple[Any, bool, int]]:
    """Return what the negation of p >= 0 (or > 0) says: also of p without the even powers of its factors."""
    found = {"not": (-p, not strict, 0)}
    if not strict and p != 0:
        c, factors = p.factor()
        check, odd = leaf.constant(1) * c, leaf.constant(1) * c
        for f, times in factors:
            check, odd = check * f**times, odd * (f if times % 2 else leaf.constant(1))
        if check == p:
            found["odd"] = (-odd, True, 0)
    return found


def contradiction(leaf: Leaf, terms: Any, before: int, negation: Mapping[str, tuple[Any, bool, int]] | None = None) -> int:
    """Check that terms sum to 0, one of them strictly positive, and return the time of the last relation used."""
    total, strictly, last = leaf.constant(0), False, 0
    for c, labels, monomial in terms:
        p, strict = leaf.constant(Fraction(c)), True
        if not Fraction(c) > 0:
            raise Refused("a multiplier that is not positive")
        for label in labels:
            q, s, t = negation[label] if negation and label in negation else leaf.fact(label)
            if t >= before:
                raise Refused(f"{label} is used before its time")
            p, strict, last = p * q, strict and s, max(last, t)
        for name, n in monomial.items():
            i = leaf.index[name]
            if leaf.free[i] or type(n) is not int or n < 0:
                raise Refused(f"the sign of {name}^{n} is not known")
            p, strict = p * leaf.ctx.gen(i) ** n, strict and leaf.strict[i]
        total, strictly = total + p, strictly or strict
    if total != 0 or not strictly:
        raise Refused("the sum is not 0" if total != 0 else "nothing in the sum is strictly positive")
    return last


def check_leaf(leaf: Leaf, margin: Ratio | None, sense: str, proof: Mapping[str, Any]) -> None:
    """Check the sums of one leaf."""
    void = contradiction(leaf, proof["void"], leaf.time + LATE) if "void" in proof else leaf.time + LATE
    for name, p, kind, before in goals(leaf, margin, sense):
        if before > void:
            continue  # no point comes so far
        if name not in proof:
            if p.total_degree() <= 0:
                raise Refused(f"the number {p} is not {kind}")
            raise Refused(f"nothing is said of {name}: {p} is {kind}")
        way, terms = proof[name] if kind == "nonzero" else (1, proof[name])
        contradiction(leaf, terms, before, negations(leaf, p if way == 1 else -p, kind != "nonnegative"))


def reduced(question: Question, proof: Mapping[str, Any]) -> Iterator[tuple[Question, dict[str, Domain], Mapping[str, Any]]]:
    """Yield what is to be checked: each hint that is shown first, then the relation, from these and the hypotheses that are used."""
    if "use" in proof:  # of the hypotheses only these: fewer letters, fewer cases
        question = replace(question, given=tuple(question.given[i] for i in proof["use"]))
    domains, hints = domains_of(question), []
    for hint, shown in zip(question.hints, proof.get("hints", ()), strict=False):
        if shown is not None:
            yield Question(hint, question.given, shown=question.shown), domains, shown
            hints.append(hint)
    yield Question(question.claim, question.given, tuple(hints), question.shown), domains, proof


def check(question: Question, proof: Mapping[str, Any]) -> int:
    """Return the number of leaves; raises Refused where the proof proves nothing."""
    return sum(_check(*one) for one in reduced(question, proof))


def _check(question: Question, domains: Mapping[str, Domain], proof: Mapping[str, Any]) -> int:
    count = 0
    for name, leaf, margin in leaves(question, domains, proof["split"]):
        count += 1
        try:
            check_leaf(leaf, margin, question.claim.head, proof["leaves"].get(name, {}))
        except Refused as why:
            raise Refused(f"on {name}: {why.reason}", why.place or question.claim.place) from why
    return count
