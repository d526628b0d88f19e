"""Hold words that read as a formula against the formula that is judged: two that differ are two sentences."""

import ast
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from theorysim.domains import parameters
from theorysim.entries import Sided
from theorysim.prove.drawn import sample
from theorysim.readings import arrays

TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(\*\*|\^|<=|>=|[-+*/()<>=,]))")
RELATION = re.compile(r"(<=|>=|<|>|=)")
FUNCTIONS = {"min": "minimum", "max": "maximum", **{name: name for name in ("sqrt", "exp", "log", "sin", "cos", "minimum", "maximum")}}
NODES = (ast.Expression, ast.BinOp, ast.UnaryOp, ast.Call, ast.Name, ast.Constant, ast.operator, ast.unaryop, ast.Load)
POINTS, NEAR = 400, 1e-9


def _python(text: str, names: set[str]) -> ast.Expression | None:
    """Read a formula as one writes it, 2 a b^2 + sqrt(c), None where it holds anything else."""
    found: list[str] = []
    ends = False  # whether what was read so far may be followed by a factor
    place = 0
    text = text.strip()
    while place < len(text):
        match = TOKEN.match(text, place)
        if match is None:
            return None
        number, name, sign = match.groups()
        place = match.end()
        called = name in FUNCTIONS and name not in names and text[place:].lstrip().startswith("(")
        if name and name not in names and not called:
            return None
        found += ["*"] * (ends and (bool(number or name) or sign == "("))
        found.append(number or (FUNCTIONS[name] if called else name) or {"^": "**"}.get(sign, sign))
        ends = bool(number or (name and not called)) or sign == ")"
    try:
        tree = ast.parse(" ".join(found), mode="eval")
    except SyntaxError:
        return None
    return tree if all(isinstance(node, NODES) for node in ast.walk(tree)) else None


def _sides(says: str, values: Mapping[str, Any]) -> tuple[str, Any, Any] | None:
    """Return the relation that words write, and its two sides at many points; None where they are no formula of these letters."""
    parts = RELATION.split(says)
    if len(parts) != 3:
        return None
    trees = [_python(parts[i], set(values)) for i in (0, 2)]
    if None in trees:
        return None
    scope = {**arrays.MEANING, **values, "__builtins__": {}}
    with np.errstate(all="ignore"):
        left, right = (eval(compile(tree, "words", "eval"), dict(scope)) for tree in trees)  # type: ignore[arg-type]
    return (parts[1], left, right) if parts[1] in ("<", "<=", "=") else (parts[1].replace(">", "<"), right, left)


def another(sided: Sided) -> bool:
    """Tell whether the words of a relation write a formula of its letters that is true at other points than its body."""
    if not RELATION.search(sided.says):
        return False
    domains = {p.name: p.domain for p in parameters(sided.body)}
    values = sample(domains, {}, POINTS, 3)
    inside = np.ones(POINTS if values else 1, dtype=bool)
    for name, domain in domains.items():
        inside &= np.array([domain.holds(float(x)) for x in values[name]])
    said = _sides(sided.says, values)
    if said is None:
        return False
    relation, left, right = said
    own_left, own_right = arrays.evaluate(sided.body, values)
    with np.errstate(all="ignore"):
        sizes = NEAR * (np.abs(left) + np.abs(right) + np.abs(own_left) + np.abs(own_right))
        if "=" in (relation, sided.sense[:1]):
            if (relation == "=") != (sided.sense == "=="):
                return True
            clear = inside & np.isfinite(sizes) & (np.abs(left - right) > sizes) & (np.abs(own_left - own_right) > sizes)
            times = ((left - right) / (own_left - own_right))[clear]  # one equation is a multiple of the other
            return bool(times.size) and bool(np.ptp(times) > 1e-5 * np.abs(np.median(times)))
        clear = (np.abs(left - right) > sizes) & (np.abs(own_left - own_right) > sizes) & np.isfinite(sizes)
        return bool((inside & clear & ((left < right) != (own_left < own_right))).any())
