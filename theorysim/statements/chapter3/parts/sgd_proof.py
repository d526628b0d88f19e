"""The bound of theorem 3.4.5 with its parentheses squared, proved line by line with M as in assumption 3.4.1.

w = M + tau, m = M/w, R = 5 L0 + 4 L1 M, K = R w^2, Q = F + K and T = (Q/epsilon^2)^2, so that h = 1/sqrt(T) = epsilon^2/Q is the step;
epsilon < M, or the start is met. g = |grad f(x_k)|, n the noise, s = <grad f, n>, N = floor(T). "Near" is tau <= M, with G = 3 M/2;
"far" tau >= M, with G = 2 M. C = L0 + L1 G and u = (G^2 - M^2)/(2 C).

1. Where f <= f(x_0) + u, |grad f| <= G: along steepest descent |grad f| falls by at most L0 + L1 |grad f| a length, so from above G to M
   f falls by more than the integral of g/C, which is u: it is below f(x_0) where the gradient is still above M, against the choice of M.
2. A step from there is no longer than p h w, where p w = G + tau. With H the largest L0 + L1 |grad f| on it and theta = H p^2/(2 R) < 1,
   it gains d + h s with d >= h g^2 - theta K h^2 >= (1 - theta) h g^2.
3. Let x stop at the first small gradient, and at the first f > f(x_0) + u. By Hoeffding's lemma exp(3 (f - f(x_0))/u) is a supermartingale:
   f leaves with probability at most exp(-3) <= 1/6.
4. Where g > epsilon, f - f* >= y = epsilon^2/(4(L0 + L1 epsilon)) (a line of `clipped_sgd_proof`). If x_0, ..., x_N neither leave nor
   have a small gradient, with S the sum of h g^2 and X that of h s up to N, F - y >= S + X - theta K. Hence -X >= A + B, with
   A = (1 - theta) K and B = (1 - m^2) y.
5. X is a martingale. Until x stops its variance V is at most h tau^2 E S, and E S <= F + theta K <= Q: 2 V <= (A + B)^2.
6. By Cantelli's inequality that has a probability of at most 1/3; x_0, ..., x_N are all above epsilon with one of at most 1/3 + 1/6.
"""

from theorysim.domains import Nonnegative, Positive, Unit
from theorysim.letters import letter, letters, number
from theorysim.maths import exp
from theorysim.model import lines
from theorysim.statements.chapter3.notation import L0, L1, F, epsilon, g, tau
from theorysim.statements.chapter3.parts.stochastic_steps import gap_and_noise

m, leave, lost, miss = letters("m leave lost miss", Unit)
C, H, K, N, Q, R, S, T, a, e, h, p, theta, u, w, y, z = letters("C H K N Q R S T a e h p theta u w y z", Positive)
M = letter("M", Positive)
A, B, V, o, q, v = letters("A B V o q v", Nonnegative)  # o K y = 2 A B, q = |g_k|^2 and v = tau^2

NAMES = "g q C H epsilon L0 L1 w R K F Q S u v y z A B a T N e V M tau"
DRAWN = {name: (1e-3, 1e3) for name in NAMES.split()} | {"p": (1.0, 2.0), "theta": (1e-3, 1.0), "h": (1e-6, 1.0)}

near, far = 2 * m >= 1, 2 * m <= 1
is_R = 5 * L0 + 4 * L1 * m * w <= R
is_K = R * w**2 <= K
is_Q = F + K <= Q
is_step = h * Q <= epsilon**2
below_M = epsilon <= m * w
squared = (gap_and_noise(F, L0, L1, M, tau) / epsilon**2) ** 2
at_the_bound = (squared <= T).in_words("T is at least the bound of the theorem")
in_Q = (Q / epsilon**2) ** 2 <= T
reached = Q <= T * h * epsilon**2
fine = h * K <= epsilon**2
finer = h * R <= m**2
shorter = 4 * L1 * h * w <= m

PROOF = lines(
    DRAWN,
    (fine, is_Q, is_step),
    (finer, fine, is_K, below_M),
    (shorter, finer, is_R),
    ((L1 * h * w <= 1).in_words("1/sqrt(T) is the step, as it is at most 1/(L1 (M + tau))"), shorter),
)

# 1. the gradient near the sublevel set
flat_near, flat_far = 8 * C <= 3 * R, 2 * C <= R
deep_near, deep_far = 5 * h * w**2 <= 3 * u, 3 * h * w**2 <= u

PROOF += lines(
    DRAWN,
    (flat_near, C <= L0 + 3 * L1 * m * w / 2, is_R),
    (flat_far, C <= L0 + 2 * L1 * m * w, is_R),
    (deep_near, 5 * m**2 * w**2 / 4 <= 2 * C * u, flat_near, finer),
    (deep_far, 3 * m**2 * w**2 <= 2 * C * u, flat_far, finer),
)

# 2. one step: by Taylor's formula f(x_k) - f(x_{k+1}) >= h g^2 + h s - H h^2 q/2
p_near, p_far = p <= 1 + m / 2, p <= 1 + m
short_near, short_far = 8 * L1 * h * p * w <= 3, 16 * L1 * h * p * w <= 3
grows = H <= C + L1 * h * p * w * H
curved_near = (5 * H <= 3 * R).in_words("the Hessian on a step, near")
curved_far = (13 * H <= 8 * R).in_words("and far")
theta_is = 2 * theta * R <= H * p**2
theta_near = (40 * theta <= 27).in_words("the share of a gain that is lost, near")
theta_far = (13 * theta <= 4 * (1 + m) ** 2).in_words("and far")
costs = H * q <= 2 * theta * K

PROOF += lines(
    DRAWN,
    (short_near, shorter, p_near),
    (short_far, shorter, p_far, far),
    (curved_near, grows, short_near, flat_near),
    (curved_far, grows, short_far, flat_far),
    (theta_near, theta_is, curved_near, p_near),
    (theta_far, theta_is, curved_far, p_far),
    (costs, q <= p**2 * w**2, H * p**2 <= 2 * theta * R, is_K),
    ((H * h * q / 2 <= theta * g**2).in_words("a step gains (1 - theta) h g^2 + h s"), costs, fine, epsilon <= g),
)

# 3. leaving: (1 - theta) h g^2 times 3/u is at least half the square of 3/u times h g tau, and |h s| <= h g tau
is_v = v <= (1 - m) ** 2 * w**2
mild_near, mild_far = 4 * v <= w**2, (1 - m) ** 2 <= 2 * (1 - theta)
calm_near, calm = 20 * h * v <= 3 * u, 3 * h * v <= 2 * (1 - theta) * u
above_tangent = e >= 5 / 2
seldom = (6 * leave <= 1).in_words("it leaves with probability at most 1/6")

PROOF += lines(
    DRAWN,
    (mild_near, is_v, near),
    (calm_near, mild_near, deep_near),
    (calm, calm_near, theta_near),
    (mild_far, theta_far, far),
    (calm, is_v, deep_far, mild_far),
    (above_tangent, exp(number(3) / 2) <= e),
    (seldom, leave * e**2 <= 1, above_tangent),
)

# 4. the sum: F - y >= S + X - theta K, and so -X >= S - F + y - theta K
high_R = epsilon**2 <= R * y
last = h * epsilon**2 <= m**2 * y
counted = Q - h * epsilon**2 <= S
steep = (F + K <= S + m**2 * y).in_words("-X >= A + B")

PROOF += lines(
    DRAWN,
    (in_Q, at_the_bound, Q <= gap_and_noise(F, L0, L1, M, tau)),
    (reached, in_Q, 1 <= T * h**2),
    (high_R, epsilon**2 <= 4 * y * (L0 + L1 * epsilon), is_R, below_M),
    (last, finer, high_R),
    (counted, N * h * epsilon**2 <= S, T <= N + 1, reached),
    (steep, counted, is_Q, last),
)

# 5. the noise is small against that
share = 1 - m <= 2 * (1 - theta) * (1 + m)
share_squared = (1 - m) ** 2 <= o
below_Q = S <= Q
small = V <= epsilon**2 * v
smaller = V <= (1 - m) ** 2 * z
z_high = z <= K * y
in_means = V <= o * z
twice = (2 * V <= a**2).in_words("2 V <= (A + B)^2")

PROOF += lines(
    DRAWN,
    (share, theta_near, near),
    (share, theta_far, far),
    (share_squared, share, 2 * (1 - theta) * (1 + m) * (1 - m) <= o),
    (below_Q, S <= F + theta * K, is_Q, share),
    (small, V <= h * v * S, below_Q, is_step),
    (smaller, small, is_v, w**2 * epsilon**2 <= z),
    (z_high, z <= w**2 * epsilon**2, high_R, is_K),
    (in_means, smaller, share_squared),
    (V <= o * K * y, in_means, z_high),
    (twice, V <= 2 * A * B, (A - B) ** 2 >= 0, A + B <= a),
)

# 6. Cantelli's inequality
a_third = 3 * lost <= 1

PROOF += lines(
    DRAWN,
    (a_third, lost * (V + a**2) <= V, twice),
    ((2 * miss <= 1).in_words("they miss with probability at most 1/2"), miss <= lost + leave, a_third, seldom),
)
