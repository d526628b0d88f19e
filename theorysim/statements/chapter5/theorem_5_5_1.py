"""With the printed parameters the mean over t of E|m_t| is at most epsilon/4, where epsilon <= G = sqrt(L^2 + sigma^2).

The print has no such hypothesis; section 5.7.5 adds it. Where epsilon > 16 G the logarithm in p is negative, T too: there is no run, and
no mean over t. The slips of the proof cost nothing: (5.14) and (5.15) are true as printed, and (5.16) with (E|m|)^2 is what they need. T
may be rounded up or down (eq-5.15).
"""

from dataclasses import replace

from theorysim.maths import log
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.eq_5_9_5_11 import SECOND_MOMENT
from theorysim.statements.chapter5.eq_5_12_5_13 import statement as third_term
from theorysim.statements.chapter5.eq_5_14 import statement as summed
from theorysim.statements.chapter5.eq_5_15 import statement as at_parameters
from theorysim.statements.chapter5.eq_5_16 import statement as jensen
from theorysim.statements.chapter5.notation import delta, epsilon
from theorysim.statements.chapter5.parts.stochastic_steps import SIZES, SMALL, G
from theorysim.statements.chapter5.proof_5_7_5_average import statement as solved

p_there = 64 * G**2 * log(16 * G / epsilon) / (delta * epsilon**2)
of_a_run = (0 < p_there).in_words("p is positive, so that a step goes along -m")
REPAIRED = "repaired: where epsilon <= G"
TRUE = (
    Claim(SECOND_MOMENT, part="(5.11)"),
    *(claim for claim in third_term.claims if claim.cause is None),
    *summed.claims,
    *at_parameters.claims,
    *(replace(claim, part="(5.16)") for claim in jensen.claims if claim.cause is None),
    *solved.claims,
)

statement = Statement(
    "theorem-5.5.1",
    Claim(
        Relation((of_a_run,), search=SIZES),
        cause="hypothesis",
        charity=(SMALL,),
        why="Where epsilon > 16 G the logarithm of 16 G/epsilon is negative, and p, q, K and T with it: epsilon <= G is needed.",
        at=((p_there, {"G": 1, "epsilon": 16, "delta": 1}, 0),),
    ),
    *(
        Claim(claim.what, REPAIRED, f"{number_of}: {claim.part}".strip(": "), second=claim.second)
        for number_of, claim in enumerate(TRUE, 1)
    ),
)
