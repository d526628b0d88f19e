"""A gradient of length grad >= tau/2, the second case of section 4.7.1: what clip(g) is along it.

At every outcome <grad f, clip(g)> >= tau (grad/2 - 2 r): where g is clipped <g/|g|, grad f> >= grad - 2 r (Lemma 4.7.3, sharpened).
The mean of r is at most sigma, by the tangent of r^alpha there. With tau >= 16 sigma it is tau grad/4 at least.
"""

from theorysim.maths import where
from theorysim.statements.chapter4.notation import a, alpha, grad, r, s, sigma, tau
from theorysim.statements.chapter4.parts.clipping import kept, under_noise

large = tau / 2 <= grad
far = 16 * sigma <= tau
along = (grad**2 + a) / where(0 < s, s, 1)  # <g/|g|, grad f>
inner = kept * (grad**2 + a)  # <grad f, clip(g)>
turned = tau * (grad / 2 - 2 * r) <= inner
tangent = r <= sigma + (r**alpha - sigma**alpha) * sigma ** (1 - alpha) / alpha
floor = tau * (grad / 2 - 2 * sigma)
enough = tau * grad / 4 <= floor
TURNS = under_noise(floor <= inner, (large,), 2 * tau * sigma ** (1 - alpha) / alpha, lines=(turned, tangent))
