"""To fail with probability gamma at most it suffices to repeat the algorithm log(1/gamma) times, as a run fails with 1/3 at most.

n >= log(1/gamma) runs, n whole, all fail with 3^(-n) <= e^(-n) <= gamma. Among their n points one is then (delta, epsilon)-stationary,
which is what (5.4) counts; which one it is no run tells. Half a run does not exist: where log(1/gamma) < 1, one run is needed.
"""

from theorysim.domains import Probability, Real
from theorysim.letters import letters, number
from theorysim.maths import exp
from theorysim.model import Claim, Relation, Statement

all_fail, envelope, share = letters("all_fail envelope share", Probability)  # 3^(-n), e^(-n), 1/e
n, r = letters("n r", Real)  # r is log(1/gamma)
DRAWN = {name: (1e-9, 1) for name in ("all_fail", "envelope", "share")} | {"n": (0, 100), "r": (0, 100)}

statement = Statement(
    "text-5.7.5-repeat",
    Claim(Relation((number(1) <= 3 * exp(-number(1)),)), part="3 is more than e"),
    Claim(
        Relation((all_fail / 3 <= share * envelope,), (all_fail <= envelope, 1 <= 3 * share), DRAWN),
        part="one run more",
        at=((all_fail / 3, {"all_fail": 3 / 4}, 1 / 4),),
    ),
    Claim(Relation((exp(-n) <= exp(-r),), (r <= n,), DRAWN), part="log(1/gamma) runs"),
)
