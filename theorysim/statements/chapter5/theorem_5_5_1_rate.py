"""The calls to a (delta, epsilon)-stationary point are at most T = (2^16 G^3 Delta ell/(epsilon^4 delta)) max{1, G delta/(8 Delta)}.

ell is log(16 G/epsilon). T is said to be O(G^3 Delta/(epsilon^4 delta)) but for logarithms; where G delta > 8 Delta it is 2^13 G^4 ell/
epsilon^4, which does not fall with delta. So T is not of that order, unless G delta <= 8 Delta. After T of the T + 1 calls of Algorithm 3
(of its last nothing depends) it succeeds with 2/3: proof-5.7.5-output.
"""

from theorysim.letters import equals
from theorysim.model import Claim, Known, Order, Relation, Statement, lines
from theorysim.statements.chapter5.notation import Delta, delta, epsilon
from theorysim.statements.chapter5.parts.stochastic_steps import SIZES, SMALL, G, T, T_of, ell
from theorysim.statements.chapter5.proof_5_7_5_output import statement as output

size = G**3 * Delta * ell / (epsilon**4 * delta)
wide = 2**13 * G**4 * ell / epsilon**4
floor = Known(wide, lines(SIZES, (wide <= T_of,), (wide <= T, wide <= T_of, T_of <= T)))
ceiling = Known(
    2**16 * size,
    (
        Relation(
            (T <= 2**16 * size,),
            (
                equals(T, T_of),
                G * delta <= 8 * Delta,
            ),
            SIZES,
        ),
    ),
)
IN_ORDER = Order(size, "O", ceiling=ceiling, given=(SMALL, G * delta <= 8 * Delta), search=SIZES)

statement = Statement(
    "theorem-5.5.1-rate",
    *(Claim(claim.what, part=f"T calls, {claim.part}") for claim in output.claims),
    Claim(
        Order(size, "O", floor=floor, given=(SMALL,), search=SIZES),
        part="the order of T",
        cause="hypothesis",
        why="Where G delta > 8 Delta the maximum is not 1: T no longer falls with delta, but the order does.",
        at=((size, {"G": 1, "Delta": 2, "ell": 3, "epsilon": 1, "delta": 2}, 3),),
    ),
    Claim(
        IN_ORDER,
        "repaired: where G delta <= 8 Delta",
        "the order of T",
    ),
)
