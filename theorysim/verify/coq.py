"""Write certificates of relations as Coq scripts over R: a lemma for each leaf, and one for each need, since Coq divides by zero.

A lemma speaks of left and right as the file has them on that leaf (/, exp, ln, sqrt); its proof adds products of what is >= 0, as the
certificate has them, shows by `field` that the sum is 0, and by `lra` that its constants are positive. Coq does not see that the leaves
are all there are.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from theorysim.verify.coq_terms import fact_name, letter, polynomial, positive, ratio, text_of
from theorysim.verify.coq_words import Words
from theorysim.verify.leaf import Leaf, Ratio
from theorysim.verify.sums import Question, goals, leaves, negations, reduced
from theorysim.verify.traced import Event, Traced
from theorysim.verify.trees import Domain, Node, Refused

Proof = Mapping[str, Any]
Binders = list[tuple[str, str]]  # name, what it is of or says
SIGNS = str.maketrans({"+": "p", "-": "m"})


def script(name: str, question: Question, proof: Proof) -> Iterator[str]:
    """Yield the lemmas of a relation, leaf by leaf, the needs of a leaf before it. Raises Refused for what is not written."""
    if "tree" in proof:
        raise Refused("boxes are shown in balls")
    for number, (one, domains, shown) in enumerate(reduced(question, proof)):
        for place, leaf, margin in leaves(one, domains, shown["split"], Traced):
            assert isinstance(leaf, Traced)
            sums, (case, _, way) = shown["leaves"].get(place, {}), place.partition("|")
            if margin is None and not leaf.needs:
                continue  # a hypothesis is false there, or not defined: nothing is claimed
            own = f"{name}_{number}_{case.translate(SIGNS)}{way}"
            until = max((leaf.fact(label)[2] for _, labels, _ in sums["void"] for label in labels), default=0) if "void" in sums else None
            needs: list[tuple[int, str]] = []
            for i, event in enumerate(leaf.events):
                if event.kind == "need" and event.own and not event.assumed and _asked(leaf, event, until):
                    yield Lemma(one, domains, case, leaf, sums, needs).of_need(f"{own}_need{i}", i)
                    needs.append((i, f"{own}_need{i}"))
            yield Lemma(one, domains, case, leaf, sums, needs).of_claim(own, margin, until)


def _asked(leaf: Leaf, event: Event, until: int | None) -> bool:
    """Tell whether a need is to be shown: not of a number, not where no point comes so far."""
    assert event.of is not None
    if event.number is not None and until is not None and leaf.needs[event.number][2] > until:
        return False
    return event.of.number() is None


class Lemma(Words):
    """The proof of one lemma, line by line; `needs` are the lemmas before it, by their events."""

    def __init__(
        self, question: Question, domains: Mapping[str, Domain], case: str, leaf: Traced, sums: Proof, needs: list[tuple[int, str]]
    ):
        super().__init__(leaf, {n: letter(n, d, sign) for (n, d), sign in zip(domains.items(), case, strict=True)})
        self.question, self.sums, self.needs = question, sums, needs
        self.sides = (*question.given, *question.shown, *question.hints)
        self.have: set[str] = set()
        self.count = 0

    # --- what a lemma says

    def relation(self, side: Node) -> str:
        return f"{self.text(side.parts[0])} {'=' if side.head == '==' else side.head} {self.text(side.parts[1])}"

    def compared(self, event: Event) -> tuple[str, str]:
        """Return both sides of what a branch decides: left at most right where it is so."""
        node = event.node
        a, b = self.text(node.parts[0]), self.text(node.parts[1]) if len(node.parts) > 1 else ""
        return ("0", a) if node.head == "absolute" else (b, a) if node.head == "maximum" else (a, b)

    def branch(self, event: Event) -> str:
        a, b = self.compared(event)
        if event.what == "equal":
            return f"{a} {'=' if event.outcome else '<>'} {b}"
        weak = event.what == "weak"
        return f"{a} {'<=' if weak else '<'} {b}" if event.outcome else f"{b} {'<' if weak else '<='} {a}"

    def need(self, event: Event) -> str:
        t = self.text(event.node)
        return f"{t} <> 0" if event.what == "nonzero" else f"0 {'<' if event.what == 'positive' else '<='} {t}"

    def binders(self, until: int) -> Binders:
        """Return what stands before the claim: variables and their signs; words, hypotheses, branches in the order of reading."""
        leaf, found = self.leaf, list[tuple[str, str]]()
        for n, i in leaf.index.items():
            if n[0] != "_":
                found += [(f"v_{n}", "R")] + [(f"V_{n}", f"0 {'<' if leaf.strict[i] else '<='} v_{n}")] * (not leaf.free[i])
        for label in [k for k in leaf.facts if k.startswith("d:")]:
            found.append((f"V_top_{label[2:]}", f"0 {'<' if leaf.facts[label][1] else '<='} {ratio(leaf, leaf.ratios[label])}"))
        for i, event in enumerate(leaf.events[:until]):
            if event.kind == "word":
                found += [(f"w{i}", "R"), (f"W{i}", f"w{i} = {self.word(event)}")]
                self.words[id(event.node)] = f"w{i}"
            elif event.kind == "side":
                found.append((f"H{event.label[1:]}", self.relation(self.sides[int(event.label[1:])])))
            elif event.kind == "branch":
                found.append((f"C{event.label[1:]}", self.branch(event)))
            elif event.assumed and event.own:
                found.append((f"D{i}", self.need(event)))
        return found

    def begun(self, name: str, until: int, claim: Callable[[], str]) -> str:
        """Introduce what is known, and what earlier lemmas say of needs; return the lemma's first line."""
        earlier = [(i, lemma, self._names(i)) for i, lemma in self.needs if i < until]
        binders = self.binders(until)
        self.say(f"intros {' '.join(n for n, _ in binders)}." if binders else "")
        for i, lemma, names in earlier:
            self.say(f"pose proof ({lemma} {names}) as N{i}.")
        return f"Lemma {name} : {'forall ' + ' '.join(f'({n} : {t})' for n, t in binders) + ', ' if binders else ''}{claim()}."

    def _names(self, until: int) -> str:
        names = " ".join(n for n, _ in self.binders(until))
        self.words.clear()
        self.texts.clear()
        return names

    def of_need(self, name: str, i: int) -> str:
        event = self.leaf.events[i]
        assert event.of is not None
        first = self.begun(name, i, lambda: self.need(event))
        self.steps(i)
        text, (way, terms) = self.text(event.node), self.terms_of(event)
        strict = event.what != "nonnegative"
        signed = text if way == 1 else f"(- {text})"
        self.say(f"assert (P : 0 {'<' if strict else '<='} {signed}).")
        self.shown("0", signed, event.of if way == 1 else -event.of, strict, terms)
        last = "exact P" if event.what != "nonzero" else "apply Rgt_not_eq; exact P" if way == 1 else "apply Rlt_not_eq; lra"
        return "\n".join([first, "Proof.", *self.lines, f"{last}.", "Qed."])

    def terms_of(self, event: Event) -> tuple[int, Any]:
        """Return the sign of what is needed, and the sum that shows it, None where the leaf sees it."""
        if event.number is not None:
            terms = self.sums[f"need{event.number}"]
            return terms if event.what == "nonzero" else (1, terms)
        known = self.leaf.sign_of(event.of)  # type: ignore[arg-type]
        return (known[0] if known and event.what == "nonzero" else 1), None

    def of_claim(self, name: str, margin: Ratio | None, until: int | None) -> str:
        leaf, claim, end = self.leaf, self.question.claim, len(self.leaf.events)
        if until is not None:
            end = next((i for i, e in enumerate(leaf.events) if e.number is not None and leaf.needs[e.number][2] > until), end)
        elif margin is None:
            raise Refused("what is claimed is not defined")
        whole = margin is not None and end == len(leaf.events)
        first = self.begun(name, end, lambda: self.relation(claim) if whole else "False")
        self.steps(end)
        if until is not None:
            self.say("exfalso.")
            self.sum(self.sums["void"], {})
        elif margin is not None:
            left, right = map(self.text, claim.parts)
            if claim.head == "==" and leaf.cleared(margin) == 0:
                self.say("clear_up.")
            else:
                asked = {g for g, *_ in goals(leaf, margin, claim.head)}
                self.say("apply Rle_antisym." if claim.head == "==" else "")
                self.shown(left, right, margin, claim.head == "<", self.sums["claim"] if "claim" in asked else None)
                if claim.head == "==":
                    self.shown(right, left, -margin, False, self.sums["back"] if "back" in asked else None)
        return "\n".join([first, "Proof.", *self.lines, "Qed."])

    # --- proofs

    def steps(self, until: int) -> None:
        """Go through what was read: needs of the leaf's own making, and words, each as what the leaf makes of it."""
        events = self.leaf.events[:until]
        self.say("assert (Y0 : exp 0 = 1) by apply exp_0." if any(e.kind == "word" for e in events) else "")
        for i, event in enumerate(events):
            if event.kind == "word":
                self.introduced(i, event)
            elif event.kind == "need" and event.number is not None and not event.own:
                assert event.of is not None
                way, terms = self.terms_of(event)
                r, strict = event.of if way == 1 else -event.of, event.what != "nonnegative"
                self.say(f"assert (M{i} : 0 {'<' if strict else '<='} {ratio(self.leaf, r)}).")
                self.shown("0", ratio(self.leaf, r), r, strict, terms)

    def scale(self, r: Ratio) -> tuple[str, str]:
        """Return k > 0 with cleared(r) = r k, and how that is shown."""
        known = self.leaf.sign(r.bottom)
        if known and known[1]:
            return positive(self.leaf, r.bottom), "pos"
        b = polynomial(r.bottom, self.leaf)
        return f"({b} * {b})", "(apply square_pos; nz)"

    def shown(self, left: str, right: str, margin: Ratio, strict: bool, terms: Any) -> None:
        """Show left <= right (or <): from the sign of the margin, or by a sum with its negation."""
        leaf, (k, how) = self.leaf, self.scale(margin)
        p, kept = leaf.cleared(margin), set(self.have)
        self.say("{")
        if terms is None and p == 0:
            self.say("apply Req_le; clear_up.")
        elif terms is None:
            self.say(f"apply {'Rminus_gt_0_lt; unfold Rgt' if strict else 'Rminus_le; apply opposite'}.")
            by = f"({positive(leaf, p)} * / {k})"
            self.say(f"replace {f'({right} - {left})' if strict else f'(- ({left} - {right}))'} with {by} by clear_up.")
            inverse = f"apply Rinv_0_lt_compat; {how}"
            self.say(
                f"apply Rmult_lt_0_compat; [pos | {inverse}]." if strict else f"apply Rmult_le_pos; [nonneg | apply Rlt_le; {inverse}]."
            )
        else:
            self.say(f"apply {'Rnot_le_lt' if strict else 'Rnot_lt_le'}; intro G.")
            negation = negations(leaf, p, strict)
            negated = polynomial(negation["not"][0], leaf)
            by = f"apply ({'scaled' if strict else 'scaled_lt'} ({left} - {right}) {k}); [lra | {how} | clear_up]"
            self.say(f"assert (F_not : 0 {'<=' if strict else '<'} {negated}) by ({by}).")
            if any("odd" in labels for _, labels, _ in terms):
                q = leaf.constant(1)
                for f, times in p.factor()[1]:
                    q *= f ** int(times // 2)
                odd, root = polynomial(negation["odd"][0], leaf), polynomial(q, leaf)
                same = f"replace ({odd} * ({root} * {root})) with {negated} by clear_up; exact F_not"
                self.say(f"assert (F_odd : 0 < {odd}) by (apply (without_squares _ {root}); {same}).")
            self.sum(terms, negation)
        self.have = kept
        self.say("}")

    def sum(self, terms: Any, negation: Mapping[str, tuple[Any, bool, int]]) -> None:
        """Show that a sum of what is >= 0, one of it > 0, would be 0."""
        leaf = self.leaf

        def facts_of(labels: Any) -> list[tuple[Any, bool]]:
            return [(negation[k] if k in negation else leaf.fact(k))[:2] for k in labels]

        def strictly(term: Any) -> bool:
            return all(s for _, s in facts_of(term[1])) and all(leaf.strict[leaf.index[n]] for n in term[2])

        whole, proof = "", ""
        for number, (c, labels, monomial) in enumerate(sorted(terms, key=lambda t: not strictly(t))):
            for label in labels:
                if label not in negation:
                    self.use(label)
            factors = [(polynomial(p, leaf), s, fact_name(k)) for k, (p, s) in zip(labels, facts_of(labels), strict=True)]
            for n, e in monomial.items():
                self.count += 1
                s = leaf.strict[leaf.index[n]]
                how = "apply pow_lt; assumption" if s else "apply pow_le; nonneg"
                self.say(f"assert (K{self.count} : 0 {'<' if s else '<='} v_{n} ^ {e}) by ({how}).")
                factors.append((f"v_{n} ^ {e}", s, f"K{self.count}"))
            self.count += 1
            term, shown, strict = text_of(Fraction(c)), f"K{self.count}", True
            self.say(f"assert ({shown} : 0 < {term}) by lra.")
            for f, s, known in factors:
                weak = f"(Rmult_le_pos _ _ {_weak(shown, strict)} {_weak(known, s)})"
                shown, strict = f"(Rmult_lt_0_compat _ _ {shown} {known})" if strict and s else weak, strict and s
                term = f"({term} * {f})"
            self.say(f"assert (T{number} : 0 {'<' if strict else '<='} {term}) by exact {shown}.")
            proof = f"(Rplus_lt_le_0_compat _ _ {proof} {_weak(f'T{number}', strict)})" if whole else "T0"
            whole = f"({whole} + {term})" if whole else term
        self.say(f"assert (Z : {whole} = 0) by clear_up.")
        self.say(f"assert (X : 0 < {whole}) by exact {proof}. rewrite Z in X. exact (Rlt_irrefl 0 X).")

    def use(self, label: str) -> None:
        """Bring a relation that a label stands for into the form that the leaf has."""
        if label in self.have:
            return
        self.have.add(label)
        leaf, base = self.leaf, label.rstrip("-")
        p, strict, _ = leaf.fact(label)
        if label[0] in "hcn":
            if label[0] == "h":
                a, b = map(self.text, self.sides[int(base[1:])].parts)
            elif label[0] == "c":
                event = next(e for e in leaf.events if e.label == base)
                a, b = self.compared(event) if event.outcome else self.compared(event)[::-1]
            else:
                a, b = "0", self.text(next(e.node for e in leaf.events if e.label == base and e.own))
            a, b = (b, a) if label != base else (a, b)
            k, how = self.scale(leaf.ratios[label])
            by = f"apply ({'scaled_lt' if strict else 'scaled'} ({b} - {a}) {k}); [lra | {how} | clear_up]"
        elif label.startswith("t:"):
            i, j = (int(x) for x in label.split(":")[1:])
            (a_, y, _), (b_, z, _) = leaf.curve[i], leaf.curve[j]
            k, how = self.scale(y - z * (leaf.ratio(1) + a_ - b_))
            tangent = f"pose proof (tangent {ratio(leaf, a_)} {ratio(leaf, b_)}) as T; rewrite Y{i}, Y{j} in T"
            by = f"{tangent}; apply (scaled _ {k} _ T); [{how} | clear_up]"
        elif label[0] == "q":
            f, s = leaf.roots[int(base[1:])]
            square = f"(v_{s.top} * v_{s.top} - {polynomial(f, leaf)})"
            same = f"replace {polynomial(p, leaf)} with {f'(- {square})' if label != base else square} by clear_up"
            by = f"{same}; rewrite (Rminus_diag_eq _ _ S{str(s.top)[1:]}); lra"
        elif label[0] == "d":
            by = "lra"
        else:
            raise Refused(f"the relation {label}: {'digits of e' if base == 'e' or label == 'e+' else 'the chord of exp'}")
        self.say(f"assert ({fact_name(label)} : 0 {'<' if strict else '<='} {polynomial(p, leaf)}) by ({by}).")


def _weak(proof: str, strict: bool) -> str:
    return f"(Rlt_le _ _ {proof})" if strict else proof
