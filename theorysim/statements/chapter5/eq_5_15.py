"""At the parameters of Theorem 5.5.1, with epsilon <= G, the mean of 4 G |m_t|^2/(|m_t| + 4 G) is at most epsilon^2/17.

It is the left side of (5.14), as q = 4 G p. T may be rounded down, to a whole number that is at least 99/100 of it. Of the right side the
first term is then at most epsilon^2/63, the second epsilon^2/(63 ell) where ell = log(16 G/epsilon) >= log(16) > 2.7, the third
epsilon^2/(32 beta) with beta >= 63/64: together less than epsilon^2/18.
"""

from theorysim.domains import AtLeastOne, Positive
from theorysim.letters import equals, letter, number
from theorysim.maths import log
from theorysim.model import Claim, Statement, lines
from theorysim.statements.chapter5.notation import Delta, delta, epsilon
from theorysim.statements.chapter5.parts.stochastic_steps import SIZES, SMALL, G, M, T, T_of, b, beta_of, ell, p, q_of

same = equals(4 * G * p * M**2 / (p * M + 4 * G * p), 4 * G * M**2 / (M + 4 * G))
enough = (2**16 * G**3 * Delta * ell / (epsilon**4 * delta) * 99 / 100 <= T, 2**13 * G**4 * ell / epsilon**4 * 99 / 100 <= T)
first = 4 * q_of * Delta / T <= epsilon**2 / 63
second = 2 * beta_of * G**2 / (T * (1 - beta_of)) <= epsilon**2 / (63 * ell)
third = 2 * (1 - b) * G**2 / b <= 2 * epsilon**2 / 63
near_one = 63 <= 64 * beta_of
total = epsilon**2 / 63 + epsilon**2 / (63 * ell) + 2 * epsilon**2 / 63 <= epsilon**2 / 17
ratio = letter("ratio", AtLeastOne)  # G/epsilon
real = letter("real", Positive)  # T_of, of which T is the whole number below
long = number(27) / 10 <= log(number(16))
at_T = (2**16 * G**3 * Delta * ell / (epsilon**4 * delta) <= T_of, 2**13 * G**4 * ell / epsilon**4 <= T_of)
many = 100 <= 2**13 * ratio**4 * ell
rounded = 99 * real / 100 <= T
LINES = lines(
    SIZES | {"real": (1, 1e9), "ratio": (1, 1e3)},
    (same,),
    (at_T[0],),
    (at_T[1],),
    (many, number(27) / 10 <= ell),
    (rounded, real <= T + 1, 100 <= real),
    (first, enough[0]),
    (second, enough[1]),
    (near_one, SMALL),
    (third, equals(64 * (1 - b) * G**2, epsilon**2), 63 <= 64 * b),
    (long,),
    (total, number(27) / 10 <= ell),
)
PARTS = (
    "the left side",
    "T, first",
    "T, second",
    "T, at least",
    "T, rounded down",
    "first term",
    "second term",
    "beta",
    "third term",
    "log(16)",
    "together",
)

statement = Statement(
    "eq-5.15",
    Claim(LINES[0], part=PARTS[0], at=((4 * G * M**2 / (M + 4 * G), {"G": 1, "M": 4}, 8),)),
    *(Claim(line, part=part) for line, part in zip(LINES[1:], PARTS[1:], strict=True)),
)
