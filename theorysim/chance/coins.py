"""Tell two coins apart by their tosses: what the best rule attains, from both binomial laws, in balls."""

from flint import arb, ctx

MOST_TERMS = 20_000  # of a law; beyond them only what holds of any two coins is known


def told_apart(p: arb, q: arb, tosses: int) -> tuple[arb, arb]:
    """Return (success, doubt) of chances p and q in (0, 1), each coin as likely.

    success is sum max{P, Q}/2 over the number of heads, doubt is sum P Q/(2 (P + Q)): what a guess by the posterior mean leaves. Heads that
    come too seldom to count are bounded by their probability.
    """
    small = arb(2) ** (-(ctx.prec * 3) // 4)
    P, Q = (arb(tosses) * (-p).log1p()).exp(), (arb(tosses) * (-q).log1p()).exp()
    odds, others = p / (1 - p), q / (1 - q)
    left, right, larger, product = 1 - P, 1 - Q, P.max(Q), P * Q / (P + Q)
    for heads in range(tosses):
        if left < small and right < small:
            break
        if heads == MOST_TERMS:
            return arb(0.75, 0.25), arb(0.125, 0.125)
        ratio = arb(tosses - heads) / (heads + 1)
        P, Q = P * ratio * odds, Q * ratio * others
        left, right, larger, product = left - P, right - Q, larger + P.max(Q), product + P * Q / (P + Q)
    else:
        return larger / 2, product / 2
    rest = arb(0).union(left.abs_upper() + right.abs_upper())
    return (larger + rest) / 2, (product + rest) / 2


def nearly(p: float, q: float, tosses: int) -> tuple[float, float]:
    """Return the same rounded, for a picture."""
    before, ctx.prec = ctx.prec, 128
    try:
        success, doubt = told_apart(arb(p), arb(q), tosses)
    finally:
        ctx.prec = before
    return float(success.mid()), float(doubt.mid())
