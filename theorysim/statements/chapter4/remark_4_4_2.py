"""The right side of Theorem 4.4.1 is O(K^(-2(alpha - 1)/(3 alpha - 2))), which implies E|grad f(x)| <= O(K^(-(alpha - 1)/(3 alpha - 2))).

f, L and sigma are fixed, with A, B and C for what stands before K in the three entries, and x is one of the K iterates, each as likely.
`least` is min{|grad f|, |grad f|^2}: |grad f| is at most least + sqrt(least), where the tangent of the root, at the mean of least, is
above it: so E|grad f| <= root^2 + root, where root^2 is that mean. w is K^(-(alpha - 1)/(3 alpha - 2)). The page infers it from the
theorem, which is refuted as printed; of the repaired bound the same is true.
"""

from theorysim.domains import Positive, Probability
from theorysim.letters import letter, letters
from theorysim.maths import maximum, minimum
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter4.notation import K, alpha, beta, grad

A, B, C, D, root = letters("A B C D root", Positive)
w = letter("w", Probability)
rate = K ** (-(2 * beta / (3 * alpha - 2)))
right = maximum(maximum(A / K, B / K), C * rate)
order = right <= maximum(maximum(A, B), C) * rate
slower = 1 / K <= rate

least = minimum(grad, grad**2)
in_mean = 2 * root * grad <= 2 * root * least + root**2 + least
together = root**2 + root <= (D**2 + D) * w
DRAWN = {"alpha": (1.01, 2), "K": (1, 10**9)} | {name: (1e-6, 1e6) for name in ("A", "B", "C", "D", "root", "grad")}

statement = Statement(
    "remark-4.4.2",
    Claim(Relation((slower,), search=DRAWN), part="1/K is no slower"),
    Claim(Relation((order,), (slower,), DRAWN), part="the right side"),
    Claim(
        Relation((in_mean,), search=DRAWN, hints=(0 <= (grad - root) ** 2,)),
        part="from min{|grad f|, |grad f|^2} to |grad f|",
        at=((in_mean, {"root": 1, "grad": 2}, 4),),
    ),
    Claim(Relation((together,), (root <= D * w,), DRAWN), part="the rate"),
)
