"""Check a point of a certificate: it lies in the domains, relations hold there, and what it refutes fails."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from theorysim.verify.balls import Balls, decided
from theorysim.verify.trees import Domain, Node, Refused

Values = Mapping[str, Fraction]


def plainly(relation: Node, values: Values) -> bool | None:
    """Tell whether a relation holds at the values, None where balls do not show it."""
    return Balls(values).holds(relation)


def check_point(
    point: Mapping[str, Any],
    hold: Sequence[Node],
    fails: Node | None,
    domains: Mapping[str, Domain],
    holds: Callable[[Node, Values], bool | None] = plainly,
) -> None:
    """Check that a point lies in the domains, that relations hold there and that one fails; raises Refused where it does not."""
    values = {name: Fraction(value) for name, value in point.items()}
    if set(values) != set(domains):
        raise Refused(f"the letters of the point are {', '.join(values)}, not {', '.join(domains)}")
    for name, domain in domains.items():
        domain.see(name, values[name])
    for one, wanted in (*((h, True) for h in hold), *([(fails, False)] if fails is not None else [])):
        if decided(partial(holds, one, values)) is not wanted:
            raise Refused(f"it is not shown that {'a hypothesis holds' if wanted else 'the claim fails'}", one.place)
