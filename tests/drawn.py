"""Relations drawn at random: bodies over the words of maths, written as source that is compiled here, and exact points for them."""

import random
from fractions import Fraction

from theorysim import domains, maths


def expression(draw: random.Random, depth: int, words: tuple[str, ...], names: tuple[str, ...]) -> str:
    """Write a random expression of at most this depth over the given words; it is defined everywhere."""
    if depth == 0 or draw.random() < 0.12:
        return draw.choice([*names, *names, str(draw.randint(0, 4)), f"({draw.choice(names)}/{draw.choice((2, 4, 3, 5))})"])
    word = draw.choice(words)
    a, b, c, d = (expression(draw, depth - 1, words, names) for _ in range(4))
    match word:
        case "add" | "sub" | "mul":
            return f"({a} {dict(add='+', sub='-', mul='*')[word]} {b})"
        case "over":
            return f"({a} / (1 + ({b})*({b})))"
        case "power":
            return f"power({a}, {draw.choice((2, 3, 4))})"
        case "where":
            return f"where({a} {draw.choice(('<', '<=', '>', '>='))} {b}, {c}, {d})"
        case "minimum" | "maximum":
            return f"{word}({a}, {b})"
        case "exp":
            return f"exp(minimum({a}, 9))"
        case "log" | "sqrt":
            return f"{word}(1 + absolute({a}))"
    return f"{word}({a})"


def body(returns: str, takes: dict[str, str]):
    """Compile a body that takes parameters with their domains and returns the expression."""
    source = f"def drawn({', '.join(f'{n}: {d}' for n, d in takes.items())}):\n    return {returns}\n"
    scope = {**{n: v for n, v in vars(maths).items() if not n.startswith("_")}, **vars(domains), "__name__": __name__}
    exec(compile(source, f"<{returns}>", "exec"), scope)
    return scope["drawn"]


def number(draw: random.Random, positive: bool = False) -> Fraction:
    """Draw a dyadic rational that float64 holds: a small whole number, or one of any size from 1/1000 to 1000."""
    size = Fraction(draw.randint(1 if positive else 0, 4)) if draw.random() < 0.3 else Fraction(2.0 ** draw.uniform(-10, 10))
    return size if positive or draw.random() < 0.5 else -size
