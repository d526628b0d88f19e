"""Follow a quotient of two bodies along rays of the parameter space, and prove that it grows where it does.

On a ray each parameter is a power of t, or the end of its domain plus one (M = 1 + 1/t, say). Exponents are measured in
floats on every ray, then in balls at t up to 10^40 on the steepest ones; what counts is the relation t^e <= K left/right, proved for
every t from some t0 on. SymPy's limit of the quotient says it once more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

import numpy as np
import sympy
from numpy.typing import NDArray

from theorysim.domains import AboveOne, Domain, Parameter, parameters
from theorysim.entries import Body, Sided, at_most
from theorysim.maths import log, power
from theorysim.prove.algebra import domains_of, prove
from theorysim.prove.variants import taking
from theorysim.readings import arrays, balls, paths

POWERS = (0, 1, -1, 2, -2)
FACTORS = (1.0, 8.0, 0.125)  # of the powers, on the rays that are drawn
DRAWN = 4_000  # rays with factors, besides all those without
MOST = 100_000  # rays without factors; where there are more, only the drawn ones are tried
SEED = 11
FLOATS = np.array([1e2, 1e3, 1e4, 1e5, 1e6])
FAR = (Fraction(10) ** 10, Fraction(10) ** 20, Fraction(10) ** 40)
BITS = 1024
GROWS = 0.03  # between 10^4 and 10^6 log t grows like t^0.09, log log t like t^0.03
LEAST = (2, 16, 256)  # t0: from there on a growth is to be proved
PROVED = 4  # of the steepest rays, so many are tried
T = Parameter("t", Domain("above one", low=1))

Course = tuple[float, float, int]  # low, factor, power: low + factor t^power
Ray = Mapping[str, Course]


@dataclass(frozen=True)
class Growth:
    """A ray on which left/right >= rate(t)/constant for every t >= least, proved; `exponent` is what was measured."""

    ray: Ray
    exponent: float
    rate: str
    constant: int
    least: int
    limit: bool | None  # whether SymPy finds the quotient's limit infinite; None where it cannot tell

    def __str__(self) -> str:
        rate = f"{self.rate}/{self.constant}" if self.constant > 1 else self.rate
        return f"at least {rate} for every t >= {self.least} along {described(self.ray)} (measured exponent {self.exponent:.3g})"


def described(ray: Ray) -> str:
    """Write a ray as one would: M = 1 + 1/t, all else 1."""

    def one(low: float, factor: float, n: int) -> str:
        if n == 0:
            return f"{low + factor:g}"
        power_of_t = "t" if abs(n) == 1 else f"t^{abs(n)}"
        part = f"{factor:g}/{power_of_t}" if n < 0 else power_of_t if factor == 1 else f"{factor:g} {power_of_t}"
        return f"{low:g} + {part}" if low else part

    written = {name: one(*course) for name, course in ray.items()}
    told = [f"{name} = {text}" for name, text in written.items() if text != "1"]
    return ", ".join([*told, "all else 1"] if len(told) < len(written) else told)


def courses(domain: Domain) -> list[tuple[float, int]]:
    """Return how a parameter may move, as (low, power): powers of t within its domain, and, above an open end, that plus powers."""
    if domain.low == 0:
        return [(0.0, n) for n in POWERS]
    if domain.low > 0 and domain.low_open:
        return [(domain.low, n) for n in POWERS] + [(0.0, n) for n in POWERS if n > 0]
    return [(0.0, n) for n in POWERS if n >= 0] if domain.low > 0 else [(0.0, n) for n in POWERS]


def rays(domains: Mapping[str, Domain]) -> Iterator[Ray]:
    """Return all rays of powers, then some drawn ones whose powers carry factors; each once, and the same ones every time."""
    choices = [courses(domain) for domain in domains.values()]
    every = product(*choices) if prod(map(len, choices)) <= MOST else iter(())
    yield from (_ray(domains, [(low, 1.0, n) for low, n in chosen]) for chosen in every)
    rng = np.random.default_rng(SEED)
    drawn = ([(*c[rng.integers(len(c))], float(rng.choice(FACTORS))) for c in choices] for _ in range(DRAWN))
    several = dict.fromkeys(tuple((low, factor, n) for low, n, factor in one) for one in drawn)
    yield from (_ray(domains, one) for one in several if any(factor != 1 for _, factor, _ in one))


def _ray(domains: Mapping[str, Domain], chosen: Sequence[Course]) -> Ray:
    return dict(zip(domains, chosen, strict=True))


def at(ray: Ray, t: Fraction) -> dict[str, Fraction]:
    """Return the point of a ray at t, exactly."""
    return {name: Fraction(low) + Fraction(factor) * t**n for name, (low, factor, n) in ray.items()}


def _within(domains: Mapping[str, Domain], point: Mapping[str, Fraction]) -> bool:
    return all(d.holds(point[n]) for n, d in domains.items())  # type: ignore[arg-type]


def along(body: Body, ray: Ray) -> Body:
    """Return a body on a ray: a body of t."""
    moves = tuple((p.name, *ray[p.name]) for p in parameters(body))

    def on_ray(t: Any) -> Any:
        return body(**{name: low + factor * power(t, n) for name, low, factor, n in moves})

    on_ray.__name__ = body.__name__
    return taking(on_ray, [T])


def slower(ray: Ray) -> Ray:
    """Return the same ray with t^2 for t, so that half powers of t are whole ones."""
    return {name: (low, factor, 2 * n) for name, (low, factor, n) in ray.items()}


def _columns(domains: Mapping[str, Domain], found: Sequence[Ray], t: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
    moves = {name: np.array([ray[name] for ray in found]) for name in domains}
    return {name: (m[:, :1] + m[:, 1:2] * t[None, :] ** m[:, 2:]).ravel() for name, m in moves.items()}


def measured(quotient: Sided, given: Sequence[Sided]) -> list[tuple[float, Ray]]:
    """Return (exponent, ray), the steepest first, for every ray on which the hypotheses hold far out and left/right stays positive.

    Exponents count for one power of t: that of a ray of higher powers is divided by the highest.
    """
    domains = domains_of(quotient, *given)
    found = list(rays(domains))
    columns = _columns(domains, found, FLOATS)
    shape = (len(found), FLOATS.size)

    def sides(one: Sided) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        left, right = arrays.evaluate(one.body, {p.name: columns[p.name] for p in parameters(one.body)})
        return left.reshape(shape), right.reshape(shape)

    inside = np.ones(shape, dtype=bool)
    for name, domain in domains.items():
        x = columns[name].reshape(shape)
        inside &= (x > domain.low if domain.low_open else x >= domain.low) & (x < domain.high if domain.high_open else x <= domain.high)
    for one in given:
        left, right = sides(one)
        inside &= left < right if one.sense == "<" else left <= right
    left, right = sides(quotient)
    with np.errstate(all="ignore"):
        logs = np.log(left / right)
        kept = inside[:, 2:].all(axis=1) & np.isfinite(logs[:, 2:]).all(axis=1)
        slopes = (logs[:, -1] - logs[:, -3]) / np.log(FLOATS[-1] / FLOATS[-3])
    steepest = []
    for i in np.flatnonzero(kept):
        ray = found[i]
        highest = max((abs(n) for _, _, n in ray.values()), default=0) or 1
        steepest.append((float(slopes[i]) / highest, _simplicity(ray), ray))
    steepest.sort(key=lambda e: (-round(e[0], 1), e[1]))  # the simplest of about the same exponent
    return [(slope, ray) for slope, _, ray in steepest]


def _simplicity(ray: Ray) -> tuple[float, ...]:
    powers, factors = [n for *_, n in ray.values()], [f for _, f, _ in ray.values()]
    beside = sum(low != 0 and n > 0 for low, _, n in ray.values())
    return sum(n != 0 for n in powers), sum(abs(n) for n in powers), sum(f != 1 for f in factors), sum(n < 0 for n in powers), beside


def _far(quotient: Sided, ray: Ray) -> list[float]:
    """Return the logarithm of left/right at the far points, in balls; NaN where it is not known to be positive."""
    found = []
    for t in FAR:
        point = at(ray, t)
        left, right = balls.evaluate(quotient.body, {p.name: point[p.name] for p in parameters(quotient.body)}, BITS)
        ratio = balls.evaluate(_log_of_quotient, {"left": left, "right": right}, BITS).arb
        found.append(float(ratio.mid()) if ratio.is_finite() else float("nan"))
    return found


def _log_of_quotient(left: Any, right: Any) -> Any:
    return log(left / right)


def grows(quotient: Sided, given: Sequence[Sided]) -> Growth | None:
    """Return the steepest ray on which left/right was proved to grow without bound; None where it grows on no ray that was tried."""
    domains = domains_of(quotient, *given)
    tried = 0
    for slope, ray in measured(quotient, given):
        if slope < GROWS:
            continue
        if tried == PROVED:
            break
        values = _far(quotient, ray)
        exponent = (values[2] - values[1]) / float(np.log(float(FAR[2] / FAR[1])))
        if not exponent > 0 or not values[1] > values[0] or values[2] - values[1] < 0.5:  # log t doubles from 10^20 to 10^40
            continue
        if not all(_within(domains, at(ray, t)) for t in FAR):
            continue
        tried += 1
        for twice, rate in rates(exponent):
            proof = _proved(quotient, given, ray, twice, rate)
            if proof is not None:
                return Growth(ray, exponent, *proof, _limit(quotient, ray))
    return None


def rates(exponent: float) -> Iterator[tuple[int, str]]:
    """Return the rates that may be proved, as (twice the power of t, how it reads), the fastest first; (0, "log(t)") last."""
    twice = round(2 * exponent)
    if 2 * exponent < twice - 0.002:  # a logarithm is in the way: it is less than t, and less than sqrt(t)
        twice -= 2 if twice > 2 else 1
    if twice > 0:
        yield twice, {1: "sqrt(t)", 2: "t"}.get(twice, f"t^{twice // 2}" if twice % 2 == 0 else f"t^({twice}/2)")
    yield 0, "log(t)"


def _proved(quotient: Sided, given: Sequence[Sided], ray: Ray, twice: int, rate: str) -> tuple[str, int, int] | None:
    """Return (rate, K, t0) with K left/right >= rate for t >= t0, where that and the hypotheses on the ray are proved."""
    ray_of_t, n = (ray, twice // 2) if twice % 2 == 0 else (slower(ray), twice)
    sides = along(quotient.body, ray_of_t)
    hypotheses = [Sided(along(g.body, ray_of_t), g.sense) for g in given]
    for least in LEAST:
        t = np.exp(np.linspace(np.log(float(least)), np.log(1e6), 60))
        left, right = arrays.evaluate(sides, {"t": t})
        with np.errstate(all="ignore"):
            needed = (np.power(t, n) if twice else np.log(t)) * right / left
        met = all((a < b if h.sense == "<" else a <= b).all() for h in hypotheses for a, b in [arrays.evaluate(h.body, {"t": t})])
        if not met or not np.isfinite(needed).all() or not (needed > 0).all():
            continue
        constant = 2 ** int(np.ceil(np.log2(max(1.0, float(needed.max()))) + 0.5))
        beyond = [_from(least)]
        if prove(_outgrown(sides, n, constant, bool(twice)), beyond, 6).proved and all(prove(h, beyond, 4).proved for h in hypotheses):
            return rate, constant, least if twice % 2 == 0 else least**2
    return None


def _from(least: int) -> Sided:
    def reached(t: AboveOne) -> Any:
        return least, t

    return at_most(reached)


def _outgrown(sides: Body, n: int, constant: int, by_power: bool) -> Sided:
    def outgrown(t: Any) -> Any:
        left, right = sides(t=t)
        return (power(t, n) if by_power else log(t)) * right, constant * left

    return at_most(taking(outgrown, [T]))


def _limit(quotient: Sided, ray: Ray) -> bool | None:
    """Tell whether SymPy finds the limit of left/right on the ray infinite, on the branches that hold far out."""
    t = sympy.Symbol("t", positive=True)
    try:
        for path in paths.trace(along(quotient.body, ray), {"t": t}):
            if all(c.subs(t, sympy.Integer(10) ** n) == sympy.true for c in path.conditions for n in (20, 40)):
                left, right = path.result
                return bool(sympy.limit(left / right, t, sympy.oo) == sympy.oo)
    except (NotImplementedError, TypeError, ValueError, sympy.PoleError):
        pass
    return None
