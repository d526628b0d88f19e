"""|grad f(x)| <= |g| + |grad f(x) - g| <= 2 epsilon/3 + sum a_i |grad f(x) - grad f(x_i)| <= epsilon, where g is the mean of grad f(x_i).

The page has x_k in the sums over i, twice, where k is the number of points: as printed every summand is that of the last point, and the
sum is |grad f(x) - grad f(x_k)|. Judged in one variable with two points, to which the weights a and 1 - a belong: G, G_1 and G_2 are the
gradients at x, x_1 and x_2. Of more points the mean is taken one after the other. The repaired lines hold in any dimension: n is |grad
f(x)|, g is |g|, p and q are |grad f(x) - grad f(x_i)|, and the norm of a mean is at most the mean of the norms.
"""

from theorysim.domains import Nonnegative, Real, Unit
from theorysim.letters import letter, letters
from theorysim.maths import absolute
from theorysim.model import Claim, Relation, Statement
from theorysim.statements.chapter5.notation import RANGES, L, epsilon

G, G_1, G_2 = letters("G G_1 G_2", Real)
a = letter("a", Unit)
mean = a * G_1 + (1 - a) * G_2
SMALL = absolute(mean) <= 2 * epsilon / 3
BALL = (absolute(G - G_1) <= epsilon / 3, absolute(G - G_2) <= epsilon / 3)

first = absolute(G) <= absolute(mean) + absolute(G - mean)
printed = absolute(mean) + absolute(G - mean) <= 2 * epsilon / 3 + (a * absolute(G - G_2) + (1 - a) * absolute(G - G_2))
mended = absolute(mean) + absolute(G - mean) <= 2 * epsilon / 3 + (a * absolute(G - G_1) + (1 - a) * absolute(G - G_2))

n, g, apart, p, q, far_1, far_2 = letters("n g apart p q far_1 far_2", Nonnegative)
summed = 2 * epsilon / 3 + (a * p + (1 - a) * q)
distances = 2 * epsilon / 3 + (a * (L * far_1) + (1 - a) * (L * far_2))
split = g + apart <= summed
lipschitz = summed <= distances
in_the_ball = distances <= epsilon
conclusion = n <= epsilon
last, far_k = letters("last far_k", Nonnegative)  # |grad f(x) - grad f(x_k)|, |x - x_k|
printed_sum, printed_distances = (2 * epsilon / 3 + (a * q + (1 - a) * q) for q in (last, L * far_k))
TWICE = "repaired: x_i for x_k in both sums"

statement = Statement(
    "proof-proposition-5.3.1",
    Claim(Relation((first,), search=RANGES), part="first"),
    Claim(
        Relation((printed,), (SMALL, *BALL), RANGES),
        part="second",
        cause="index",
        why="x_k is the last of the points: where its gradient is that at x, nothing is left of the sum, and |grad f(x)| may be epsilon.",
        at=((printed, {"G": 3, "G_1": 2, "G_2": 3, "a": 1, "epsilon": 3}, 3),),
    ),
    Claim(Relation((printed_sum <= printed_distances,), (last <= L * far_k,), RANGES), part="third"),
    Claim(Relation((printed_distances <= epsilon,), (3 * L * far_k <= epsilon,), RANGES), part="fourth"),
    Claim(Relation((mended,), (SMALL,), RANGES), TWICE, "second, one variable"),
    Claim(Relation((split,), (g <= 2 * epsilon / 3, apart <= a * p + (1 - a) * q), RANGES), TWICE, "second"),
    Claim(Relation((lipschitz,), (p <= L * far_1, q <= L * far_2), RANGES), TWICE, "third"),
    Claim(Relation((in_the_ball,), (3 * L * far_1 <= epsilon, 3 * L * far_2 <= epsilon), RANGES), TWICE, "fourth"),
    Claim(Relation((conclusion,), (n <= g + apart, split, lipschitz, in_the_ball), RANGES), TWICE, "conclusion"),
)
