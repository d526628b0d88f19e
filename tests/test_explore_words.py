"""What stands in words beside the picture: the sentence, the update, a sign for each hypothesis that turns, a word for each slider."""

import re

import pytest

from theorysim import catalogue
from theorysim.domains import Positive, Real
from theorysim.entries import Method, at_most, less
from theorysim.explore import explore, glossary, words
from theorysim.explore.readable import KEPT_OFF, readable, updates
from theorysim.maths import power, where
from theorysim.settings import record

ROLES = {"methods": "method", "objectives": "objective", "oracles": "oracle", "quantities": "quantity"}


def text(html):
    return re.sub("<[^>]*>", "", html)


def signs(page):
    """Return the signs that the page shows, by what they stand beside."""
    return {says: sign for sign, says in re.findall(r'data-sign="([^"]*)" title="([^"]*): [a-z ]*"', page.words.value)}


# the sentence


def test_the_sentence_of_a_statement_its_section_and_the_command_for_more():
    page = explore("theorem-3.4.1")
    said = text(page.words.value)
    assert "Clipped gradient descent takes at most 20 L0 F/epsilon^2" in said and "thesis, section 3.4.1" in said
    assert "theorysim show theorem-3.4.1" in said and "theorysim show exponential" in said
    page.set("step size of", "")
    assert "theorem-3.4.1" not in page.words.value and "Thesis, section 3.7.2, first function" in text(page.words.value)


def test_an_entry_of_a_notebook_has_no_page_to_show():
    space = {}
    exec("from theorysim.domains import *\ndef step(x: Real, g: Real, eta: Positive):\n    return x - eta * g", space)
    space["slide"] = Method(space["step"])
    page = explore(space["slide"], objective="quadratic")
    assert "show slide" not in page.words.value and "x ← x − η·g" in text(page.words.value)


# the update


@pytest.mark.parametrize(
    "name, lines",
    [
        ("gradient_descent", ["x ← x − η·g"]),
        ("clipped_gradient_descent", ["x ← x − min(ηc, γ·ηc/‖g‖)·g", KEPT_OFF]),
        ("heavy_ball", ["x ← x − α·g + β·(x − before)", "before ← x"]),
        ("fista", ["next t ← (1 + √(1 + 4·t·t))/2", "y ← x + (t − 1)/next t·(x − before)", "x ← y − η·g", "t ← next t", "before ← x"]),
    ],
)
def test_an_update_is_printed_from_the_body(name, lines):
    assert [text(line) for line in updates(record("methods", name))] == lines


def test_another_body_prints_another_update():
    def step(x: Real, g: Real, eta: Positive):
        return x - where(eta < 1, eta, 2) * power(g, 3)

    assert [text(u) for u in updates(Method(step))] == ["x ← x − (η if η &lt; 1, else 2)·g3"]


@pytest.mark.parametrize("name", catalogue.names("methods"))
def test_every_update_is_short_enough_to_be_read(name):
    lines = [text(line) for line in updates(record("methods", name))]
    assert lines and max(map(len, lines)) < 220 and not any(word in line for line in lines for word in ("**", "where(", "_norm", "<="))


@pytest.mark.parametrize(
    "formula, html",
    [
        ("x**(-1/alpha)", "<i>x</i><sup>−1/<i>α</i></sup>"),
        ("abs(g)**2 <= L0", "|<i>g</i>|<sup>2</sup> ≤ <i>L</i><sub>0</sub>"),
        ("sqrt(mean_square)*m_norm", "√(<i>mean square</i>)·‖<i>m</i>‖"),
        ("lambda_*eta_c", "<i>λ</i>·<i>η</i><sub>c</sub>"),
        ("a1b < 1e-08", "<i>a1b</i> &lt; 1e-08"),
    ],
)
def test_formulas_are_readable(formula, html):
    assert readable(formula) == html


# hypotheses


def test_signs_turn_as_sliders_move_and_a_bound_outside_its_hypotheses_says_nothing():
    page = explore("theorem-3.4.2", {"L1": 2, "L0": 3, "M": 20, "epsilon": 0.5, "F": 40, "share": 0.5})
    assert signs(page)["L1 &lt;= L0"] == "holds" and set(signs(page).values()) == {"holds"} and "says nothing" not in page.words.value
    page.set("L0", 1.75)
    assert signs(page)["L1 &lt;= L0"] == "fails" and signs(page)["2*epsilon &lt;= M"] == "holds"
    assert "the bound says nothing here" in page.words.value and any("the bound says nothing" in n for n in page.shown.notes)
    page.set("L0", 2)
    assert signs(page)["L1 &lt;= L0"] == "holds" and "says nothing" not in page.words.value


def test_the_hypotheses_of_an_upper_bound():
    page = explore("theorem-3.4.1", {"L1": 2}, objective="exponential", start=1.5, epsilon=0.5)
    assert set(signs(page).values()) == {"holds"} and "L0 = 2, L1 = 2" in text(page.words.value)
    page.set("epsilon", 100)  # the start meets it
    assert signs(page)["at the start: gradient norm &gt; epsilon"] == "fails" and "the bound says nothing here" in page.words.value
    page.set("epsilon", 1e-6)
    page.set("L1", 1e-5)  # L0 with it
    assert signs(page)["L0 in [0.001, 1e+06], where it was tried"] == "not known" and "the bound was not tried here" in page.words.value


def test_what_is_declared_of_a_function_has_its_constants_where_the_sliders_stand():
    page = explore("exponential", {"L1": 4})
    assert signs(page)["smooth: |f&#x27;&#x27;| &lt;= L"] == "fails" and "≥ mu, mu = 4" in text(page.words.value)
    assert "says nothing" not in page.words.value
    page.set("objective.L1", 3)
    assert "mu = 3" in text(page.words.value)


def test_signs_are_decided_beyond_floats():
    def sides(a: Real, b: Real):
        return (a + b) - a, b

    for sided, expected in ((at_most(sides), "holds"), (less(sides), "fails")):
        assert words.sign(sided, {"a": 1e16, "b": 1.0}) == expected  # floats say 0 for the left side, or 2

    def divided(a: Real, b: Real):
        return a / b, 1

    assert words.sign(at_most(divided), {"a": 1.0, "b": 0.0}) == "not known"


# a word for each slider


@pytest.mark.parametrize("kind", ROLES)
def test_every_number_of_the_catalogue_has_a_word(kind):
    inside = "huber" if kind == "objectives" else "gradient_descent"
    names = [*catalogue.names(kind), *(f"{w.name}:{inside}" for w in catalogue.wrappers(kind))]
    missing = [f"{n}: {p.name}" for n in names for p in record(kind, n).parameters if not glossary.word(f"{ROLES[kind]}.{p.name}", n)]
    assert missing == []


def test_no_word_of_the_glossary_is_left_over():
    taken = {p.name for kind in ROLES for n in catalogue.names(kind) for p in record(kind, n).parameters}
    taken |= {p.name for w in catalogue.wrappers("methods") for p in record("methods", f"{w.name}:gradient_descent").parameters}
    taken |= {p.name for a in catalogue.names("assumptions") for p in record("assumptions", a).constants()}
    plain = {"start", "epsilon", "steps", "dimension", "seed", "F", "x0", "share", "h", "L", "M"}
    assert [w for w in glossary.WORDS if w.partition(".")[2] or w if (w.partition(".")[2] or w) not in taken | plain] == []


def test_words_are_of_the_entry_then_of_the_role_and_none_is_guessed_for_a_file_of_ones_own():
    assert glossary.word("method.beta", "heavy_ball") == "momentum" != glossary.word("method.beta", "normalized_gradient_descent")
    assert glossary.word("method.eta", "boxed:adam") == "step size" and glossary.word("method.eta", "mine.py:adam") == ""
    assert glossary.word("start.0") == "where it begins"


def test_a_slider_shows_and_says_its_word():
    page = explore("exponential", method="heavy_ball")
    label = page.controls["method.beta"].row.children[0].value
    assert "<b>beta</b><small>momentum</small>" in label and 'data-heard="beta: momentum"' in label


@pytest.mark.parametrize("name", ["theorem-3.4.2", "remark-3.2.1", "remark-3.4.1-lower", "text-3.4.1-necessary"])
def test_the_constants_of_a_lower_bound_have_words(name):
    assert all(control.knob.says for control in explore(name).controls.values())
