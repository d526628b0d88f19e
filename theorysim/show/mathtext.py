"""Write names as the letters that formulas have: what stands between the words of a label is set as mathematics.

    "steps until f(x) - f* is at most epsilon"  ->  "steps until $f(x) - f^*$ is at most $\\epsilon$"

Words stay words, and so does a text that has its own $...$ already.
"""

import re
import textwrap

from theorysim.show.style import parsed

GREEK = (
    "alpha beta gamma delta epsilon eta theta kappa lambda mu nu pi rho sigma tau phi psi omega Gamma Delta Theta Lambda Sigma Phi Omega"
)
LETTERS = {name: rf"\{name}" for name in GREEK.split()} | {"dimension": "d"}
FUNCTIONS = {"log": r"\log", "exp": r"\exp", "max": r"\max", "min": r"\min", "sqrt": r"\sqrt"}
WORDS = {"a", "A", "I"}  # letters that are words where nothing is beside them
ROLES = ("method", "objective", "oracle", "quantity")
TOKEN = re.compile(
    r"(?P<number>\d+(?:\.\d+)*(?:e[+-]?\d+)?)|(?P<name>[A-Za-z](?:[\w.']*\w)?(?:\*(?![\w(*])|'{1,2})?)"
    r"|(?P<sign>\*\*|<=|>=|[-+*/^=<>()|!])|(?P<space>\s+)|(?P<other>.)",
    re.DOTALL,
)
SEVERAL = re.compile(r"[A-Za-z]{2,}(?:_[A-Za-z]+)+|[A-Za-z]+_[A-Za-z]{2,}")
COMMAND = re.compile(r"(\\[A-Za-z]+)\0(?=[A-Za-z])")  # which a letter follows
OWN = re.compile(r"[\w./-]*\.py:(\w+)")  # an entry of a file of one's own
SIGNS = {"*": r"\,", "<=": r"\leq", ">=": r"\geq"}
OPENS, JOINS = {"(": 1, ")": -1}, {"**", "<=", ">=", "+", "*", "/", "^", "=", "<", ">", "-"}

Token = tuple[str, str]  # kind, text


def letter(name: str) -> str | None:
    """Return a name as mathematics, None for a word: epsilon, eta_c, L0, x_0, f*."""
    role, dot, bare = name.rpartition(".")
    if dot and role not in ROLES:
        return None
    stem = bare.rstrip("*'")
    after = "^*" if bare.endswith("*") else bare[len(stem) :]
    found = re.fullmatch(r"([A-Za-z]+?)(?:_?(\d+)|_([A-Za-z]|\d+))?", stem)
    if found is None:
        return None
    first, below = found[1], found[2] or found[3]
    sign = LETTERS.get(first, first if len(first) == 1 else None)
    if sign is None:
        return None
    return sign + (f"_{{{below}}}" if below else "") + after


def label(text: str) -> str:
    """Return a text for matplotlib, its letters as in formulas."""
    if text.count("$") % 2 == 0 and "$" in text:
        return text
    tokens = [(str(m.lastgroup), m[0]) for m in TOKEN.finditer(OWN.sub(r"\1", text))]
    shown, at = [], 0
    while at < len(tokens):
        end = _run(tokens, at)
        run = tokens[at:end]
        if any(_letter(t) for t in run) and not _word(run):
            shown.append(f"${_set(run)}$")
        else:
            end = max(end, at + 1) if not run or _word(run) or not any(_letter(t) for t in run) else end
            shown += [_plain(t[1]) for t in tokens[at:end]]
        at = end
    return "".join(shown)


def _plain(word: str) -> str:
    """Return a word as it is read: gradient_norm is two."""
    return (word.replace("_", " ") if SEVERAL.fullmatch(word) else word).replace("$", r"\$")


def wrapped(text: str, width: int) -> str:
    """Return a label in lines of so many characters at most."""
    return "\n".join(label(part) for part in textwrap.wrap(text, max(width, 12), break_long_words=False, break_on_hyphens=False) or [""])


def unreadable(text: str) -> str:
    """Tell why a text cannot be set; empty where it can."""
    try:
        parsed(label(text))
    except ValueError as reason:
        return str(reason).splitlines()[-1]
    return ""


def _letter(token: Token) -> bool:
    return token[0] == "name" and token[1] not in FUNCTIONS and letter(token[1]) is not None


def _word(run: list[Token]) -> bool:
    return len(run) == 1 and run[0][1] in WORDS


def _atom(token: Token) -> bool:
    return token[0] == "number" or (token[0] == "name" and (token[1] in FUNCTIONS or letter(token[1]) is not None))


def _run(tokens: list[Token], at: int) -> int:
    """Return where the longest formula that begins here ends: it begins and ends with an atom, its brackets close."""
    end, depth, bars, joined = at, 0, 0, True  # joined: what comes next need not be beside an atom
    i = at
    while i < len(tokens):
        kind, text = tokens[i]
        if kind == "space":
            beside = i + 1 < len(tokens) and (tokens[i + 1][0] == "sign" or _atom(tokens[i + 1]))
            word = i + 1 < len(tokens) and tokens[i + 1][1] in WORDS and not joined
            spread = i + 2 < len(tokens) and tokens[i + 1] == ("sign", "-") and tokens[i + 2][0] != "space"  # a dash, or an interval
            if i == at or not beside or word or spread or (not joined and tokens[i + 1][1] == "("):
                break
        elif _atom((kind, text)):
            joined = False
        elif kind == "sign" and text in OPENS:
            depth += OPENS[text]
            if depth < 0:
                break
            joined = text == "("
        elif text == "|":
            bars, joined = bars + 1, bars % 2 == 0
        elif kind == "sign" and text in JOINS and not (joined and text != "-"):
            joined = True
        else:
            break
        i += 1
        if depth == 0 and bars % 2 == 0 and not joined:
            end = i
    return end


def _set(run: list[Token]) -> str:
    """Write a formula for matplotlib."""
    shown: list[str] = []
    i = 0
    while i < len(run):
        kind, text = run[i]
        if kind == "name":
            root = text == "sqrt" and i + 1 < len(run) and run[i + 1][1] == "("
            if root:
                inner = _closes(run, i + 1)
                shown.append(rf"\sqrt{{{_set(run[i + 2 : inner])}}}")
                i = inner + 1
                continue
            shown.append(FUNCTIONS.get(text) or str(letter(text)))
        elif text in ("**", "^"):
            after = i + 1 + (run[i + 1][0] == "space")
            stop = _closes(run, after) + 1 if run[after][1] == "(" else after + 1 + (run[after][1] == "-")
            inside = run[after + 1 : stop - 1] if run[after][1] == "(" else run[after:stop]
            shown.append(f"^{{{_set(inside)}}}")
            i = stop
            continue
        elif kind == "space":
            beside = shown and _atom(run[i - 1]) and i + 1 < len(run) and _atom(run[i + 1])
            shown.append(r"\," if beside else " ")
        else:
            shown.append(SIGNS.get(text, text))
        i += 1
    return COMMAND.sub(r"\1 ", "\0".join(shown)).replace("\0", "")


def _closes(run: list[Token], at: int) -> int:
    depth = 0
    for i in range(at, len(run)):
        depth += OPENS.get(run[i][1], 0)
        if depth == 0:
            return i
    return len(run)
