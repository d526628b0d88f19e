"""The second and third line of the display: the Hessian up to t* is at most B = L1 (M + epsilon) + L0, and t h B <= 1.

`change` is f(x(t)) - f(x_k), d = t h g the length of the step, I the integral of ||Hess f(x(s))|| over [0, t], e the epsilon below M.
That Assumption 3.3.3 speaks of the path up to t*, which may be longer than 1, is part of what is supposed (see proof-3.7.3-descent).
"""

from theorysim.domains import Nonnegative, Positive, Real, Unit
from theorysim.letters import letter, letters
from theorysim.model import Claim, Relation, Statement, at_most
from theorysim.statements.chapter3.proof_3_7_3_taylor import h

B, e, g, L0, L1, M = letters("B e g L0 L1 M", Positive)
change = letter("change", Real)
d, H, I, u = letters("d H I u", Nonnegative)
t = letter("t", Unit)


hessian = H <= L1 * (M + e) + L0
smooth = H <= L0 + L1 * u
before_t = u <= M + e
integrated = I <= t * B  # noqa: E741
at_most_B = I <= B  # noqa: E741
taylor = change <= -d * g + d * d * I  # noqa: E741
second = change <= -d * g + d * d * B


def third(t: Unit, g: Positive, M: Positive, e: Positive, L0: Positive, L1: Positive):
    d = t * h(M, L0, L1) * g
    return d * d * (L1 * (M + e) + L0), d * g


small = e < M


BELOW_B = at_most_B.in_words("the integral is at most B")

statement = Statement(
    "proof-3.7.3-contradiction",
    (
        Claim(
            Relation(
                (hessian.in_words("||Hess f(x(s))|| <= L1 (M + epsilon) + L0 = B"),),
                (smooth.in_words("(L0, L1)-smooth"), before_t.in_words("||grad f(x(s))|| <= M + epsilon for s <= t*")),
            ),
            part="Hessian",
        ),
        Claim(Relation((BELOW_B,), (integrated.in_words("it is at most t B"),)), part="integral"),
        Claim(Relation((second.in_words("the second line"),), (taylor.in_words("the first line"), BELOW_B)), part="second line"),
        Claim(
            Relation((at_most(third, "(t h g)^2 B <= t h g^2"),), (small.in_words("epsilon < M"),)),
            part="third line",
            at=((third, (1.0, 4.0, 1.0, 1.0, 1.0, 1.0), 3.0),),
        ),
    ),
)
