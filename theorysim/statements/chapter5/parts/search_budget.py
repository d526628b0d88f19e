"""The printed number of calls of Algorithm 2, and what T searches may take: r + 1 rounds of K + 1 calls each where they have r restarts.

A round fails with probability 1/16 at most (proof-5.7.4-markov), so that more than r = log(T/gamma)/log(16) restarts have at most gamma/T,
as e^(-n) <= e^(-r) says of the logarithms to any base (`restarts`). All T searches together fail with gamma. K + 1 calls a round are one
for m_(t,1) and one a pass of the k-loop, those that lines 4 and 14 name. An oracle shows f(x_(t,k)), of line 9, where it is asked at
x_(t,k): if that counts as a call, a round has 2 K + 1.
"""

from theorysim.domains import Positive, PositiveCount, Real, Unit
from theorysim.letters import letter, letters, number
from theorysim.maths import log
from theorysim.model import lines
from theorysim.statements.chapter5.notation import RANGES, Delta, L, delta, epsilon, gamma

K_of, T_of = 48 * L**2 / epsilon**2, 4 * Delta / (epsilon * delta)
logarithm = log(4 * Delta / (gamma * delta * epsilon))
printed = 192 * Delta * L**2 / (epsilon**3 * delta) * logarithm
one_call = (number(1) <= printed).in_words("a run's first call is within the printed number")

ell = letter("ell", Real)  # log(T/gamma)
base = letter("base", Positive)  # log(16)
T, K, rounds = letters("T K rounds", PositiveCount)  # whole; rounds of all searches together
failing = letter("failing", Unit)  # the chance that one search has more than r restarts
calls = letter("calls", Real)
together = T * failing <= gamma
in_all = calls <= T * (K + 1) * (1 + ell / log(number(16)))
with_values = calls <= T * (2 * K + 1) * (1 + ell / log(number(16)))
numbers = (number(27) / 10 <= log(number(16)), number(8) / 5 <= log(number(5)))
as_printed = 1 + ell / base <= ell
SIZES = RANGES | {
    "gamma": (1e-9, 1),
    "ell": (0, 100),
    "T": (1, 1e6),
    "rounds": (1, 1e6),
    "failing": (0, 1),
    "calls": (1, 1e12),
    "base": (2, 4),
}

MENDED = lines(
    SIZES,
    (together, failing <= gamma / T),
    (in_all, calls <= (K + 1) * rounds, rounds <= T * (1 + ell / log(number(16)))),
    (with_values, calls <= (2 * K + 1) * rounds, rounds <= T * (1 + ell / log(number(16)))),
    *((one,) for one in numbers),
    (as_printed, number(27) / 10 <= base, number(8) / 5 <= ell),
)
PARTS = (
    "all searches",
    "T (K + 1) (1 + log(T/gamma)/log(16)) calls",
    "T (2 K + 1) (1 + log(T/gamma)/log(16)), with line 9",
    "log(16)",
    "log(5)",
    "1 + r is at most log(T/gamma) from T/gamma = 5 on",
)
