"""Certify that what an oracle shows lies in a class of noises, from the moment and the support that it states.

A class asks for one of ASKS. In d coordinates with equal bounds, |v| <= sqrt(d) max |v_i|, and E|v|^alpha <= sum E|v_i|^alpha
for alpha <= 2. A moment of the gradient is enumerated where all draws are finite, else bounded by Minkowski's inequality.
"""

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from typing import Annotated, Any

from theorysim.chance.moments import CONTINUOUS
from theorysim.domains import SAMPLES, Finite, Real, parameters
from theorysim.entries import Assumption, Body, Oracle, Sided
from theorysim.maths import absolute, power, sqrt
from theorysim.members.membership import with_signature
from theorysim.readings.confirm import confirm

OF_GRADIENT = ("gradient_moment", "coordinate_moment")
ASKS = ("noise_norm", "noise_moment", *OF_GRADIENT)


def speaks_of_noise(assumption: Assumption) -> bool:
    """Tell whether a class is one of noises, not of functions."""
    return any(p.name in ASKS for p in parameters(assumption.inequality.body))


def relation(oracle: Oracle, assumption: Assumption, constants: Mapping[str, Body], dimension: int = 1) -> Sided:
    """Write that an oracle's noise lies in a class, over the oracle's parameters and what its bodies ask (g, say) at a coordinate.

    Constants of the class are bodies of the oracle's parameters. Raises ValueError where a constant is missing, or the oracle
    does not state what the class asks for.
    """
    inequality = assumption.inequality
    missing = [p.name for p in assumption.constants() if p.name not in constants]
    if missing:
        raise ValueError(f"the class needs {', '.join(missing)} as bodies of the oracle's parameters")
    (asked,) = (p.name for p in parameters(inequality.body) if p.name in ASKS)
    whole = asked in OF_GRADIENT
    read = oracle.perturb if whole and finite(oracle) else oracle.support if asked == "noise_norm" else oracle.moment
    if read is None:
        raise ValueError(f"the oracle states no {'support' if asked == 'noise_norm' else 'moment'}")
    one = _enumerated(read) if read is oracle.perturb else _bounded(read, whole)
    names, bodies = tuple(constants), tuple(constants.values())
    takes = tuple(tuple(p.name for p in parameters(b)) for b in bodies)
    outer, sized = inequality.body, asked != "coordinate_moment"

    def holds(**values):  # type: ignore[no-untyped-def]
        known = {n: b(**{w: values[w] for w in wants}) for n, b, wants in zip(names, bodies, takes, strict=True)}
        size = one({**values, "q": known.get("alpha", 1)})
        factor = sqrt(dimension) if asked == "noise_norm" else dimension
        return outer(**known, **{asked: size * factor if sized else size})

    own: dict[str, Any] = {p.name: Annotated[float, p.domain] for p in (*oracle.parameters, *parameters(read)) if p.domain.role != "finite"}
    if whole:
        own["g"] = Real
    own.pop("q", None)
    return Sided(with_signature(holds, own), inequality.sense, inequality.says)


def finite(oracle: Oracle) -> bool:
    """Tell whether an oracle draws from finite laws alone."""
    return not any(p.domain.role in (*CONTINUOUS, *SAMPLES) for p in parameters(oracle.perturb))


def _bounded(stated: Body, whole: bool) -> Any:
    """Return E|seen - g|^q, its support, or the bound (|g| + (E|seen - g|^q)^(1/q))^q of E|seen|^q."""
    wants = tuple(p.name for p in parameters(stated))

    def size(values):  # type: ignore[no-untyped-def]
        noise = stated(**{w: values[w] for w in wants})
        return power(absolute(values["g"]) + power(noise, 1 / values["q"]), values["q"]) if whole else noise

    return size


def _enumerated(perturb: Body) -> Any:
    """Return E|seen|^q as a sum over the outcomes of the draws."""
    drawn = tuple((p.name, p.domain.probabilities) for p in parameters(perturb) if isinstance(p.domain, Finite))
    names, laws = tuple(n for n, _ in drawn), tuple(bodies for _, bodies in drawn)
    takes = tuple(tuple(tuple(p.name for p in parameters(b)) for b in bodies) for bodies in laws)
    wants = tuple(p.name for p in parameters(perturb) if p.name not in names)
    picks = tuple(product(*(range(len(bodies) + 1) for bodies in laws)))

    def size(values):  # type: ignore[no-untyped-def]
        total = 0
        for pick in picks:
            chance = 1
            for k, bodies, given in zip(pick, laws, takes, strict=True):
                chances = [b(**{w: values[w] for w in t}) for b, t in zip(bodies, given, strict=True)]
                chance = chance * ([1 - sum(chances), *chances][k])
            seen = perturb(**{w: values[w] for w in wants}, **dict(zip(names, pick, strict=True)))
            total = total + chance * power(absolute(seen), values["q"])
        return total

    return size


def why_no_member(
    oracle: Oracle, assumption: Assumption, constants: Mapping[str, Body], values: Mapping[str, Fraction], dimension: int = 1
) -> str:
    """Return nothing where the noise certainly lies in the class at these parameters and this g, else the reason.

    Where what the oracle states is a bound that is not attained, a failure says only that the bound is above the class's.
    """
    try:
        check = relation(oracle, assumption, constants, dimension)
        known = confirm(check, values)
    except (ValueError, KeyError) as reason:
        return f"{reason}" if isinstance(reason, ValueError) else f"{reason} is not known"
    place = ", ".join(f"{n} = {v}" for n, v in values.items())
    return "" if known else f"{check.says} {'fails' if known is False else 'is not known to hold'} at {place}"
