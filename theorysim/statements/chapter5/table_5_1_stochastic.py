"""Stochastic rates: smooth O(epsilon^-2) and O(epsilon^-4), Lipschitz O(epsilon^-2) and O(epsilon^-4 delta^-1) but for logarithms.

f, L, sigma are fixed; convex is measured by f - f*, non-convex by the gradient. Convex: n steps of one length leave R^2/(2 h n) + h G^2/2
where E|g|^2 <= G^2 (which a Lipschitz f has; a smooth one on a ball, too), at h = R/(G sqrt(n)) that is R G/sqrt(n). Smooth and non-convex is
SGD of table-4.1-standard, k^(-1/4) in the gradient. Lipschitz and non-convex is the T of Theorem 5.5.1, where G delta <= 8 Delta.
"""
