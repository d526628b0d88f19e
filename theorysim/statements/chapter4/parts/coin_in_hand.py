"""The two problems of section 4.7.6 as one that can be held: SGD or any other method against a coin that is tossed k times."""

from theorysim.methods.sgd import sgd
from theorysim.model import Hidden, Instance, Tossed, doubt
from theorysim.objectives.parabola_on_interval import parabola_on_interval
from theorysim.oracles.two_point import two_point
from theorysim.statements.chapter4.notation import alpha, k
from theorysim.statements.chapter4.parts.two_hypotheses import COINS, b, chosen, likelier, rate


def member(nu):
    return Hidden(f"nu = {nu}", {"objective.b": b(nu, chosen), "oracle.epsilon": chosen, "oracle.alpha": alpha, "oracle.nu": nu})


COIN = Instance(
    sgd,
    parabola_on_interval,
    two_point,
    tuple(map(member, COINS)),
    steps=k,
    until="gap",
    bounds={"printed": rate / 2**14},
    search={"k": (1, 10**4), "alpha": (1.05, 2)},
    begin={"k": 100, "alpha": 1.5},
    largest=1 / 8,
    hides="Hidden is the bit nu, so b: each answer is x, or rarely x - 1/(2 gamma), and shows one toss of a coin, whatever x is.",
    learned=Tossed((likelier, likelier / 2), chosen**2 * doubt / 2),
    start=1 / 2,
    within="boxed",
    box={"low": 0, "high": 1 / 2},
)
