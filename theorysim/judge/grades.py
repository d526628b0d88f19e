"""Say no more than was shown: whether the last proved line is the claim itself, or a person's prose leads from the lines to it.

Nothing of this is declared. Two relations are one when they are the same object, or the same formula of the same letters.
"""

import ast
from collections.abc import Hashable, Sequence
from dataclasses import replace
from functools import cache
from inspect import unwrap
from math import inf
from pathlib import Path

from theorysim.claims.bound import Bound
from theorysim.claims.coins import Coins
from theorysim.claims.cover import Cover
from theorysim.claims.denial import Denial
from theorysim.claims.executed import Executed
from theorysim.claims.exists import Exists
from theorysim.claims.expected import Expected
from theorysim.claims.order import Order
from theorysim.claims.rate import Rate
from theorysim.claims.relation import Relation
from theorysim.claims.statement import Claim, Statement
from theorysim.claims.what import What
from theorysim.domains import parameters
from theorysim.entries import Body, Sided, at_most
from theorysim.formulas import Tree, ordered, tree_of
from theorysim.judge.relation import worst_of
from theorysim.judge.speaks import speaks
from theorysim.prove.algebra import prove
from theorysim.prove.variants import taking
from theorysim.results import JOINED, Evidence

EXAMPLES = ("definition", "assumption")  # kinds of the inventory of which members and non-members are shown, and nothing is derived
MEMBERSHIP = "membership"  # the kind of a sentence of which parts show a derivative here, a bound there: a class is no formula
Table = dict[Hashable, int]

# --- one formula ----------------------------------------------------------------------------------------------------


def _number(root: Tree, table: Table) -> int:
    """Return the number of a formula: two have the same when they are written alike, of letters of the same domains."""
    own: dict[int, int] = {}
    for node in ordered(root):
        domain = str(node.takes[node.head]) if isinstance(node.head, str) and not node.parts else ""
        own[id(node)] = table.setdefault((node.head, domain, *(own[id(p)] for p in node.parts)), len(table))
    return own[id(root)]


def one_formula(one: Body, other: Body) -> bool:
    """Tell whether two bodies are one: the same function, or formulas that are written alike."""
    if one is other:
        return True
    trees, table = (tree_of(one), tree_of(other)), Table()
    return trees[0] is not None and trees[1] is not None and _number(trees[0], table) == _number(trees[1], table)


def same(one: Sided, other: Sided) -> bool:
    """Tell whether two relations are one."""
    return one.sense == other.sense and one_formula(one.body, other.body)


def among(some: Sequence[Sided], others: Sequence[Sided]) -> bool:
    """Tell whether each relation is one of others."""
    return all(any(same(one, other) for other in others) for one in some)


# --- the lines of a proof ---------------------------------------------------------------------------------------------


def in_lines(found: Evidence, lines: int) -> Evidence:
    """Return what was proved in lines that prose joins to the claim; anything weaker as it is."""
    return replace(found, grade=JOINED, scope=_counted("in", lines, "line")) if found.grade in ("proved", JOINED) else found


def _counted(word: str, count: int, what: str) -> str:
    return f"{word} {count} {what}{'s' * (count != 1)}"


def relations(what: What) -> list[Sided]:
    """Return the relations that are proved of a claim, in their order."""
    if isinstance(what, Relation | Exists | Coins):
        return [*what.checks]
    if isinstance(what, Expected):
        return [*what.of_step, *what.lines, what.check]
    if isinstance(what, Cover):
        return [sided for piece in what.pieces for _, sided in piece.proved]
    if isinstance(what, Order):
        return [sided for known in (what.floor, what.ceiling) if known for one in known.by for sided in relations(one)]
    return []


def ends_in(lines: Sequence[What], claimed: What) -> bool:
    """Tell whether lines, each from the claim's hypotheses and from lines before it, reach the claim: nothing is left to prose."""
    if not isinstance(claimed, Relation | Exists) or not all(isinstance(line, Relation) for line in lines):
        return False
    domains = {p.name: p.domain for s in (*claimed.checks, *claimed.given) for p in parameters(s.body)}
    known = list(claimed.given)
    for line in lines:
        assert isinstance(line, Relation)
        if not among(line.given, known):
            return False
        if any(domains.setdefault(p.name, p.domain) != p.domain for s in (*line.checks, *line.given) for p in parameters(s.body)):
            return False
        known += line.checks
    return among(claimed.checks, known)


def speak_of(lines: Sequence[What], claimed: What) -> bool:
    """Tell whether lines are about a bound: the last one says T <= bound, or, from a T that is at least it, how likely a miss is."""
    if not isinstance(claimed, Bound | Rate) or not lines or not all(isinstance(line, Relation) for line in lines):
        return False
    every = [line for line in lines if isinstance(line, Relation)]
    if any(among(line.checks, line.given) for line in every):
        return False  # what a line assumes it does not show
    last = every[-1]
    if any(speaks(check, last.given, claimed.bound, "most", ()) for check in last.checks):
        return True
    if not isinstance(claimed, Bound) or not claimed.random:
        return False
    begun = any(_is_at_least(g, claimed.bound) for line in every for g in line.given)
    return begun and any(_seldom(check, 1 - claimed.quantile) for check in last.checks)


def _is_at_least(given: Sided, bound: Body) -> bool:
    """Tell whether a hypothesis says that a letter is at least the bound, by its very formula."""
    tree, wanted = tree_of(given.body), tree_of(bound)
    if tree is None or wanted is None or given.sense == "==" or tree.parts[1].parts:
        return False
    table = Table()
    return _number(tree.parts[0], table) == _number(wanted, table)


def _seldom(check: Sided, chance: float) -> bool:
    """Tell whether a line says that some probability is at most so much."""
    chances = [p for p in parameters(check.body) if (p.domain.low, p.domain.high) == (0, 1)]
    return any(prove(at_most(taking(lambda name=p.name, **values: (values[name], chance), [p])), (check,)).proved for p in chances)


def with_proof(claimed: What, found: Evidence, lines: Sequence[What], proved: Sequence[Evidence]) -> Evidence:
    """Return what is found of a claim beside the lines of a proof: they may show more of it than its own judge did."""
    if found.outcome != "holds" or found.grade in ("proved", JOINED) or any(e.outcome != "holds" or e.grade != "proved" for e in proved):
        return found
    count = sum(len(relations(line)) for line in lines)
    if lines and ends_in(lines, claimed):
        return replace(found, grade="proved", scope=_counted("in", count, "line"))
    return in_lines(replace(found, grade="proved"), count) if speak_of(lines, claimed) else found


# --- denials ----------------------------------------------------------------------------------------------------------


def denies(denial: Denial, claimed: Sequence[Sided]) -> bool:
    """Tell whether a denial is the negation of what is claimed to exist, with any number in place of the value that is named."""
    return any(not besides and _negates(never, check) for besides, never in denial.never for check in claimed)


def _negates(never: Sided, check: Sided) -> bool:
    one, other = tree_of(never.body), tree_of(check.body)
    if one is None or other is None or {"<=": "<", "<": "<="}.get(never.sense) != check.sense:
        return False
    table, values, whole = (
        Table(),
        dict[str, int](),
        {p.name for p in parameters(never.body) if p.domain.low == -inf and p.domain.high == inf},
    )

    def matches(pattern: Tree, target: Tree) -> bool:
        if isinstance(pattern.head, str) and not pattern.parts and pattern.head not in other.takes:
            number = _number(target, table)
            return pattern.head in whole and values.setdefault(pattern.head, number) == number
        if not pattern.parts or not target.parts:
            return _number(pattern, table) == _number(target, table)
        alike = pattern.head == target.head and len(pattern.parts) == len(target.parts)
        return alike and all(map(matches, pattern.parts, target.parts))

    return matches(one.parts[0], other.parts[1]) and matches(one.parts[1], other.parts[0])


# --- a reading ----------------------------------------------------------------------------------------------------------


def of_reading(claims: Sequence[Claim], parts: Sequence[Evidence], kind: str) -> Evidence:
    """Return what is found of a reading: its worst part, and no more than the parts are shown to say together.

    Of a definition or an assumption examples are shown. Parts that are one claim, under the same hypotheses, need no prose.
    """
    worst = worst_of(parts)
    if worst.outcome != "holds":
        return worst
    trials = sum(len(c.what.trials) for c in claims if isinstance(c.what, Executed))
    if kind in EXAMPLES and worst.grade in ("proved", JOINED, "certified"):
        others = sum(not isinstance(c.what, Executed) for c in claims)
        return replace(worst, grade="certified", scope=_counted("on", others + trials, "instance"))
    if worst.grade == "certified" and trials:
        return replace(worst, scope=_counted("on", trials, "instance"))
    apart = not one_claim(claims) or (kind == MEMBERSHIP and len(claims) > 1)
    if worst.grade == JOINED or (worst.grade == "proved" and apart):
        return in_lines(worst, sum(_lines_of(c) for c in claims))
    return worst


def _lines_of(claim: Claim) -> int:
    """Count the relations that a claim rests on: its own, one more for an order, or, where it has none, those of its proof."""
    own = len(relations(claim.what)) + isinstance(claim.what, Order)
    return own or sum(len(relations(what)) for what in claim.second)


def one_claim(claims: Sequence[Claim]) -> bool:
    """Tell whether parts say one thing: all of them, but for those that are lines of a later one, from the same hypotheses."""
    given: list[list[Sided]] = []
    used: set[int] = set()
    for claim in claims:
        own: list[Sided] = []
        for one in getattr(claim.what, "given", ()):
            shown = [i for i in range(len(given)) if among((one,), relations(claims[i].what)) and isinstance(claims[i].what, Relation)]
            own += given[shown[0]] if shown else [one]
            used |= set(shown[:1])
        given.append(own)
    last = [own for i, own in enumerate(given) if i not in used]
    return all(among(own, last[0]) and among(last[0], own) for own in last) and (not used or _one_meaning(claims))


def _one_meaning(claims: Sequence[Claim]) -> bool:
    """Tell whether each letter has one domain in all that is said."""
    sides = [s for c in claims for s in (*relations(c.what), *getattr(c.what, "given", ()))]
    return len({p.name for s in sides for p in parameters(s.body)}) == len({(p.name, p.domain) for s in sides for p in parameters(s.body)})


# --- prose --------------------------------------------------------------------------------------------------------------


def prose(statement: Statement, claims: Sequence[Claim], refuted: bool = False) -> str:
    """Return what joins lines to a claim, or denials to its refutation: the docstrings of the statement's file and of where they end."""
    files = [statement.place[0]]
    for claim in claims:
        lines = relations(claim.what) or [sided for what in claim.second for sided in relations(what)]
        denials = [denial.never[-1][1] for denial in getattr(claim.what, "denials", ()) if denial.never]
        files += [_file(sided.body) for sided in (denials if refuted else lines[-1:])]
    return "\n\n".join(filter(None, map(docstring, dict.fromkeys(files))))


def _file(body: Body) -> str:
    tree = tree_of(body)
    return tree.place[0] if tree is not None else unwrap(body).__code__.co_filename


@cache
def docstring(file: str) -> str:
    """Return the docstring of a file; nothing where there is none."""
    try:
        return ast.get_docstring(ast.parse(Path(file).read_bytes())) or ""
    except (OSError, SyntaxError, ValueError):
        return ""
