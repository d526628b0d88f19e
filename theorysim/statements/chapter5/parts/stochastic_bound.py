"""(5.14) from (5.10) to (5.13), without the two slips of section 5.7.5: beta A_1 - beta A_(T+1) is what the third term adds to the sum.

A_1 is the mean of share(|m_1|), |m_1| has a second moment of G^2 at most, and share is below its tangent in |m|^2 at G^2 (`concave`): so
A_1 <= G^2/(p G + q). With q = 4 p G that is (4/5) G^2/q, at most beta G^2/q where beta >= 4/5. So (5.14) is true as printed, with beta
for 1.
"""

from theorysim.domains import Real
from theorysim.letters import equals, letters
from theorysim.model import lines
from theorysim.statements.chapter5.notation import Delta
from theorysim.statements.chapter5.parts.stochastic_steps import A_1, SIZES, A_last, G, M, S, T, b, beta, p, q, rest, share

first, second, third, extra = letters("first second third extra", Real)  # the three terms of (5.10) in the mean; the sum in (5.12)
concave = share(M) <= G**2 / (p * G + q) + (p * G / 2 + q) / (p * G + q) ** 2 * (M**2 - G**2)
start = G**2 / (p * G + q) <= beta * G**2 / q
of_extra = extra <= (1 - beta) * (S - A_1 + A_last) + beta * (1 - beta) / 2 * S
of_third = equals(third, extra - (S - A_1 + A_last) + beta**2 * S)
third_at_most = third <= beta * A_1 - beta * (1 - beta) / 2 * S
balance = equals(0, (1 - beta) ** 2 * first + 2 * beta * (1 - beta) * second + third)
combined = beta * (1 - beta) / 2 * S <= 2 * beta * (1 - beta) * Delta + beta**2 * G**2 / q + T * (1 - beta) ** 2 * G**2 / q
again = b * rest / 2 * S <= 2 * b * rest * Delta + b**2 * G**2 / q + T * rest**2 * G**2 / q
eq_5_14 = q * S / T <= 4 * q * Delta / T + 2 * b * G**2 / (T * rest) + 2 * rest * G**2 / b
DRAWN = SIZES | {name: (-1e3, 1e3) for name in ("first", "second", "third", "extra")}

LINES = lines(
    DRAWN,
    (concave,),
    (start, equals(q, 4 * p * G), 4 <= 5 * beta),
    (third_at_most, of_extra, of_third),
    (combined, balance, third <= beta * (beta * G**2 / q) - beta * (1 - beta) / 2 * S, first <= T * G**2 / q, second <= Delta),
    (eq_5_14, again),
)
PARTS = ("share is concave in |m|^2", "A_1", "the third term", "combined", "divided")
