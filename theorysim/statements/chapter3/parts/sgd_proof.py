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
from theorysim.maths import exp
from theorysim.model import Relation, at_most

NAMES = "g q C H epsilon L0 L1 w R K F Q S u v y z A B a T N e V"
SEARCHED = {
    **{name: (1e-3, 1e3) for name in NAMES.split()},
    **{"p": (1.0, 2.0), "theta": (1e-3, 1.0), "h": (1e-6, 1.0)},
}


def near(m: Unit):
    return 1, 2 * m


def far(m: Unit):
    return 2 * m, 1


def is_R(R: Positive, L0: Positive, L1: Positive, m: Unit, w: Positive):
    return 5 * L0 + 4 * L1 * m * w, R


def is_K(K: Positive, R: Positive, w: Positive):
    return R * w * w, K


def is_Q(Q: Positive, F: Positive, K: Positive):
    return F + K, Q


def is_step(h: Positive, Q: Positive, epsilon: Positive):
    return h * Q, epsilon * epsilon


def below_M(epsilon: Positive, m: Unit, w: Positive):
    return epsilon, m * w


def fine(h: Positive, epsilon: Positive, K: Positive):
    return h * K, epsilon * epsilon


def finer(h: Positive, R: Positive, m: Unit):
    return h * R, m * m


def shorter(h: Positive, L1: Positive, m: Unit, w: Positive):
    return 4 * L1 * h * w, m


def of_T(h: Positive, L1: Positive, w: Positive):
    """h <= 1/(L1 (M + tau))."""
    return L1 * h * w, 1


# 1. the gradient near the sublevel set


def C_near(C: Positive, L0: Positive, L1: Positive, m: Unit, w: Positive):
    return C, L0 + 3 * L1 * m * w / 2


def C_far(C: Positive, L0: Positive, L1: Positive, m: Unit, w: Positive):
    return C, L0 + 2 * L1 * m * w


def flat_near(C: Positive, R: Positive):
    return 8 * C, 3 * R


def flat_far(C: Positive, R: Positive):
    return 2 * C, R


def u_near(u: Positive, C: Positive, m: Unit, w: Positive):
    return 5 * m * m * w * w / 4, 2 * C * u


def u_far(u: Positive, C: Positive, m: Unit, w: Positive):
    return 3 * m * m * w * w, 2 * C * u


def deep_near(u: Positive, h: Positive, w: Positive):
    return 5 * h * w * w, 3 * u


def deep_far(u: Positive, h: Positive, w: Positive):
    return 3 * h * w * w, u


# 2. one step


def p_near(p: Positive, m: Unit):
    return p, 1 + m / 2


def p_far(p: Positive, m: Unit):
    return p, 1 + m


def short_near(p: Positive, h: Positive, L1: Positive, w: Positive):
    return 8 * L1 * h * p * w, 3


def short_far(p: Positive, h: Positive, L1: Positive, w: Positive):
    return 16 * L1 * h * p * w, 3


def grows(H: Positive, C: Positive, L1: Positive, h: Positive, p: Positive, w: Positive):
    return H, C + L1 * h * p * w * H


def curved_near(H: Positive, R: Positive):
    return 5 * H, 3 * R


def curved_far(H: Positive, R: Positive):
    return 13 * H, 8 * R


def theta_is(theta: Positive, H: Positive, R: Positive, p: Positive):
    return 2 * theta * R, H * p * p


def is_theta(theta: Positive, H: Positive, R: Positive, p: Positive):
    return H * p * p, 2 * theta * R


def theta_near(theta: Positive):
    return 40 * theta, 27


def theta_far(theta: Positive, m: Unit):
    return 13 * theta, 4 * (1 + m) * (1 + m)


def bounded(q: Nonnegative, p: Positive, w: Positive):
    return q, p * p * w * w


def costs(H: Positive, q: Nonnegative, theta: Positive, K: Positive):
    return H * q, 2 * theta * K


def cheap(q: Nonnegative, g: Positive, H: Positive, h: Positive, theta: Positive):
    """q = |g_k|^2: by Taylor's formula f(x_k) - f(x_{k+1}) >= h g^2 + h s - H h^2 q/2."""
    return H * h * q / 2, theta * g * g


def above(g: Positive, epsilon: Positive):
    return epsilon, g


# 3. leaving


def is_v(v: Nonnegative, m: Unit, w: Positive):
    """v = tau^2."""
    return v, (1 - m) * (1 - m) * w * w


def mild_near(v: Nonnegative, w: Positive):
    return 4 * v, w * w


def calm_near(h: Positive, u: Positive, v: Nonnegative):
    return 20 * h * v, 3 * u


def mild_far(theta: Positive, m: Unit):
    return (1 - m) * (1 - m), 2 * (1 - theta)


def calm(h: Positive, u: Positive, v: Nonnegative, theta: Positive):
    """lambda (1 - theta) h g^2 >= (lambda h g tau)^2/2, where |h s| <= h g tau and lambda = 3/u."""
    return 3 * h * v, 2 * (1 - theta) * u


def is_e(e: Positive):
    return exp(3 / 2), e


def above_tangent(e: Positive):
    return 5 / 2, e


def leaves(leave: Unit, e: Positive):
    return leave * e * e, 1


def seldom(leave: Unit):
    return 6 * leave, 1


# 4. the sum


def is_y(y: Positive, epsilon: Positive, L0: Positive, L1: Positive):
    return epsilon * epsilon, 4 * y * (L0 + L1 * epsilon)


def high_R(y: Positive, epsilon: Positive, R: Positive):
    return epsilon * epsilon, R * y


def last(h: Positive, epsilon: Positive, y: Positive, m: Unit):
    return h * epsilon * epsilon, m * m * y


def terms(S: Positive, N: Positive, h: Positive, epsilon: Positive):
    return N * h * epsilon * epsilon, S


def up_to_T(T: Positive, N: Positive):
    return T, N + 1


def T_is(T: Positive, h: Positive, Q: Positive, epsilon: Positive):
    return Q, T * h * epsilon * epsilon


def counted(S: Positive, Q: Positive, h: Positive, epsilon: Positive):
    return Q - h * epsilon * epsilon, S


def steep(S: Positive, F: Positive, K: Positive, y: Positive, m: Unit):
    """F - y >= S + X - theta K, and so -X >= S - F + y - theta K."""
    return F + K, S + m * m * y


# 5. the noise is small against that


def share(theta: Positive, m: Unit):
    return 1 - m, 2 * (1 - theta) * (1 + m)


def is_o(o: Nonnegative, theta: Positive, m: Unit):
    return 2 * (1 - theta) * (1 + m) * (1 - m), o


def share_squared(o: Nonnegative, m: Unit):
    return (1 - m) * (1 - m), o


def variance(V: Nonnegative, h: Positive, S: Positive, v: Nonnegative):
    return V, h * v * S


def sum_of_gains(S: Positive, F: Positive, theta: Positive, K: Positive):
    return S, F + theta * K


def below_Q(S: Positive, Q: Positive):
    return S, Q


def small(V: Nonnegative, epsilon: Positive, v: Nonnegative):
    return V, epsilon * epsilon * v


def is_z(z: Positive, epsilon: Positive, w: Positive):
    return w * w * epsilon * epsilon, z


def smaller(V: Nonnegative, z: Positive, m: Unit):
    return V, (1 - m) * (1 - m) * z


def z_is(z: Positive, epsilon: Positive, w: Positive):
    return z, w * w * epsilon * epsilon


def in_means(V: Nonnegative, z: Positive, o: Nonnegative):
    return V, o * z


def z_high(z: Positive, y: Positive, K: Positive):
    return z, K * y


def product(V: Nonnegative, y: Positive, K: Positive, o: Nonnegative):
    return V, o * K * y


def of_means(V: Nonnegative, A: Nonnegative, B: Nonnegative):
    """o K y = 2 A B."""
    return V, 2 * A * B


def square(A: Nonnegative, B: Nonnegative):
    return 0, (A - B) * (A - B)


def is_a(a: Positive, A: Nonnegative, B: Nonnegative):
    return A + B, a


def twice(V: Nonnegative, a: Positive):
    return 2 * V, a * a


# 6. Cantelli's inequality


def cantelli(lost: Unit, V: Nonnegative, a: Positive):
    return lost * (V + a * a), V


def a_third(lost: Unit):
    return 3 * lost, 1


def either(miss: Unit, lost: Unit, leave: Unit):
    return miss, lost + leave


def at_most_half(miss: Unit):
    return 2 * miss, 1


def line(check, *given, says=""):
    return Relation((at_most(check, says),), tuple(map(at_most, given)), SEARCHED)


PROOF = (
    line(fine, is_Q, is_step),
    line(finer, fine, is_K, below_M),
    line(shorter, finer, is_R),
    line(of_T, shorter, says="1/sqrt(T) is the step"),
    line(flat_near, C_near, is_R),
    line(flat_far, C_far, is_R),
    line(deep_near, u_near, flat_near, finer),
    line(deep_far, u_far, flat_far, finer),
    line(short_near, shorter, p_near),
    line(short_far, shorter, p_far, far),
    line(curved_near, grows, short_near, flat_near, says="the Hessian on a step, near"),
    line(curved_far, grows, short_far, flat_far, says="and far"),
    line(theta_near, theta_is, curved_near, p_near, says="theta <= 27/40, near"),
    line(theta_far, theta_is, curved_far, p_far, says="theta <= 4 (1 + m)^2/13, far"),
    line(costs, bounded, is_theta, is_K),
    line(cheap, costs, fine, above, says="a step gains (1 - theta) h g^2 + h s"),
    line(mild_near, is_v, near),
    line(calm_near, mild_near, deep_near),
    line(calm, calm_near, theta_near),
    line(mild_far, theta_far, far),
    line(calm, is_v, deep_far, mild_far),
    line(above_tangent, is_e),
    line(seldom, leaves, above_tangent, says="it leaves with probability at most 1/6"),
    line(high_R, is_y, is_R, below_M),
    line(last, finer, high_R),
    line(counted, terms, up_to_T, T_is),
    line(steep, counted, is_Q, last, says="-X >= A + B"),
    line(share, theta_near, near),
    line(share, theta_far, far),
    line(share_squared, share, is_o),
    line(below_Q, sum_of_gains, is_Q, share),
    line(small, variance, below_Q, is_step),
    line(smaller, small, is_v, is_z),
    line(z_high, z_is, high_R, is_K),
    line(in_means, smaller, share_squared),
    line(product, in_means, z_high),
    line(twice, of_means, square, is_a, says="2 V <= (A + B)^2"),
    line(a_third, cantelli, twice),
    line(at_most_half, either, a_third, seldom, says="they miss with probability at most 1/2"),
)
