"""Formulas of a leaf as Coq text; and why exp, ln and sqrt of them are what the leaf makes of them, by its variables for these."""

import re
from fractions import Fraction

from theorysim.verify.coq_terms import polynomial, positive, ratio, text_of
from theorysim.verify.leaf import Ratio
from theorysim.verify.traced import Event, Traced
from theorysim.verify.trees import Node, Refused

MOST = 8  # times that an exponential is multiplied by itself


class Words:
    """What is said so far, and how formulas are written: a word is its letter until it is shown what it is."""

    def __init__(self, leaf: Traced, letters: dict[str, str]):
        self.leaf, self.letters = leaf, letters
        self.lines: list[str] = []
        self.words: dict[int, str] = {}  # by the node of exp, log or sqrt
        self.texts: dict[int, str] = {}

    def say(self, line: str) -> None:
        self.lines.append(line)

    def text(self, node: Node) -> str:
        if id(node) not in self.texts:
            self.texts[id(node)] = self._text(node)
        return self.texts[id(node)]

    def _text(self, node: Node) -> str:
        head, parts, values = node.head, node.parts, self.leaf.values
        if isinstance(head, Fraction):
            return text_of(head)
        if node.domain is not None:
            return self.letters[head]
        if head == "where":
            return self.text(parts[1] if values[id(parts[0])][1] else parts[2])
        if head in ("**", "power"):
            n = values[id(parts[1])][1].number()
            if n is None:
                raise Refused("a power whose exponent holds a letter is not written")
            base, n = self.words[id(node)] if n.q == 2 else self.text(parts[0]), int(n.p)
            return f"({base} ^ {n})" if n >= 0 else f"(/ ({base} ^ {-n}))"
        if id(node) in self.words:
            return self.words[id(node)]
        if head in ("absolute", "minimum", "maximum"):
            taken = next((p for p in parts if values[id(p)][1] is values[id(node)][1]), None)
            return self.text(taken) if taken is not None else f"(- {self.text(parts[0])})"
        if head == "negative":
            return f"(- {self.text(parts[0])})"
        if head not in ("+", "-", "*", "/"):
            raise Refused(f"the word {head} is not written")
        return f"({self.text(parts[0])} {head} {self.text(parts[1])})"

    def word(self, event: Event) -> str:
        if event.what == "euler":
            return "exp 1"
        return f"{'ln' if event.what == 'log' else event.what} {self.text(event.node.parts[0])}"

    def introduced(self, i: int, event: Event) -> None:
        """Say what a word is, and write that in its place from then on."""
        leaf, letter = self.leaf, f"w{i}"
        assert event.made is not None
        for k in event.atoms:
            self.atom(k)
        for j in event.curve:
            self.point(j)
        made, inner = ratio(leaf, event.made), "1" if event.what == "euler" else self.text(event.node.parts[0])
        if event.what in ("exp", "euler"):
            how = self.exponential(inner, leaf.ratio(1) if event.of is None else event.of)
        elif event.what == "log":
            how = f"replace {inner} with (exp {made}) by ({self.exponential(made, event.made)}); apply ln_exp"
        else:
            squares = [
                f"try replace (v_{s.top} ^ 2) with {polynomial(f, leaf)} by (rewrite <- S{str(s.top)[1:]}; ring);"
                for f, s in leaf.roots
                if f"v_{s.top}" in made
            ]
            square = ratio(leaf, event.made * event.made)
            how = f"apply root; [known | replace ({made} * {made}) with {square} by clear_up; {' '.join(squares)} clear_up]"
        self.say(f"assert (E{i} : {letter} = {made}) by (rewrite W{i}; {how}).")
        self.say(f"clear W{i}. subst {letter}.")
        self.words[id(event.node)] = made if re.fullmatch(r"\w+", made) else f"({made})"
        self.texts.clear()

    def atom(self, k: int) -> None:
        """Introduce a variable of the leaf: an exponential, a root or a logarithm."""
        leaf, v, name = self.leaf, f"v__{k}", f"_{k}"
        less = "<" if leaf.strict[leaf.index[name]] else "<="
        exps = [(u, y) for u, y in (*leaf.exps, *([(leaf.ratio(1), leaf.e)] if leaf.e else [])) if str(y.top) == name]
        roots = [f for f, s in leaf.roots if str(s.top) == name]
        logs = [(log, u) for part, log, u in leaf.logs if part == leaf.index[name]]
        if exps:
            self.say(f"assert (B{k} : exists a, a = exp {ratio(leaf, exps[0][0])}) by (eexists; reflexivity). destruct B{k} as [{v} B{k}].")
            self.say(f"assert (Q{k} : 0 < {v}) by (rewrite B{k}; apply exp_pos).")
        elif roots:
            inner, how = polynomial(roots[0], leaf), "apply sqrt_lt_R0; known" if less == "<" else "apply sqrt_pos"
            self.say(f"assert (B{k} : exists a, a = sqrt {inner}) by (eexists; reflexivity). destruct B{k} as [{v} B{k}].")
            self.say(f"assert (Q{k} : 0 {less} {v}) by (rewrite B{k}; {how}).")
            self.say(f"assert (S{k} : {v} * {v} = {inner}) by (rewrite B{k}; apply sqrt_sqrt; known).")
        elif logs:
            ((log, u),) = logs
            inner, beyond = ratio(leaf, u), u - leaf.ratio(1)
            self.say(f"assert (L{k} : 0 < {inner}) by known.")
            if len(list(log.top.terms())) > 1:
                self.say(f"destruct (two_parts (ln {inner})) as [{v} [v__{k + 1} [Q{k} [Q{k + 1} B{k}]]]].")
                return
            self.say(f"assert (B{k} : exists a, a = ln {inner}) by (eexists; reflexivity). destruct B{k} as [{v} B{k}].")
            same = f"replace ({inner} - 1) with ({positive(leaf, beyond.top)} * / {positive(leaf, beyond.bottom)}) by clear_up"
            how = f"apply ln_pos; {same}; pos" if less == "<" else f"apply ln_nonneg; {same}; nonneg"
            self.say(f"assert (Q{k} : 0 {less} {v}) by (rewrite B{k}; {how}).")

    def point(self, j: int) -> None:
        """Say what the exponential is of what the leaf took an exponential of, and of its logarithms."""
        leaf, (a, y, _) = self.leaf, self.leaf.curve[j]
        known = next((str(z.top)[1:] for z in (*(z for _, z in leaf.exps), leaf.e) if z is y), None)
        how = f"symmetry; exact B{known}"
        if known is None:
            k = next(list(leaf.index)[part] for part, log, _ in leaf.logs if log is a)[1:]
            ln = f"(ln {ratio(leaf, y)})"
            same = f"first [replace {ratio(leaf, a)} with {ln} by (rewrite B{k}; ring) | rewrite B{k}]"
            how = f"{same}; apply exp_ln; exact L{k}"
        self.say(f"assert (Y{j} : exp {ratio(leaf, a)} = {ratio(leaf, y)}) by ({how}).")

    def exponential(self, said: str, u: Ratio) -> str:
        """Return how exp of what is said, which is u, is made of the exponentials that are known."""
        parts = self.made_of(u)
        if parts is None:
            raise Refused(f"exp of {u.top} is not written")
        if not parts:
            return f"replace {said} with 0 by clear_up; rewrite exp_0; clear_up"
        terms, rules = [], []
        for k, j in parts:
            s = ratio(self.leaf, self.leaf.curve[j][0])
            terms += [f"({s})" if k > 0 else f"(- ({s}))"] * abs(k)
            rules.append(f"try rewrite !Y{j}")
        split = "rewrite exp_plus; " * (len(terms) - 1)
        return f"replace {said} with ({' + '.join(terms)}) by clear_up; {split}repeat rewrite exp_Ropp; {'; '.join(rules)}; clear_up"

    def made_of(self, u: Ratio) -> list[tuple[int, int]] | None:
        """Return the multiples (k, j) of exponents of the curve of which a number is the sum."""
        leaf, found = self.leaf, []
        points = [(j, a) for j, (a, _, _) in enumerate(leaf.curve) if j]
        for j, a in points:
            part = next((p for p, log, _ in leaf.logs if log is a), None)
            k = Ratio(u.top.derivative(part), u.bottom).number() if part is not None and u.bottom.degrees()[part] == 0 else None
            if k is not None and k != 0 and k.q == 1 and abs(k) <= MOST:
                u -= leaf.ratio(int(k.p)) * a
                found.append((int(k.p), j))
        if u == leaf.ratio(0):
            return found
        for j, a in points:
            k = (u / a).number()
            if k is not None and k.q == 1 and abs(k) <= MOST:
                return [*found, (int(k.p), j)]
        for i, a in points:
            for j, b in points:
                for m, n in ((1, 1), (1, -1), (-1, -1)):
                    if i != j and u == leaf.ratio(m) * a + leaf.ratio(n) * b:
                        return [*found, (m, i), (n, j)]
        return None
