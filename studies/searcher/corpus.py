"""The corpus on which the falsifier is measured: statements that hold, and wrong variants of them, each made by changing its text.

A variant is a statement's file with a few words replaced, at most three of one statement. Why each is wrong stands in
`tests/planted_witnesses.py`, where the searcher does not look, and is verified beyond float64 by `tests/test_searcher_corpus.py`.
"""

from dataclasses import dataclass
from pathlib import Path

import theorysim

HERE = Path(__file__).parent
TEXTBOOK = next((f for f in (HERE / "textbook", HERE.parents[1] / "docs" / "examples" / "textbook") if f.is_dir()), HERE)
CHAPTER = Path(theorysim.__file__).parent / "statements" / "chapter3"


@dataclass(frozen=True)
class Entry:
    """A statement to search: the file that it is made from, and what is changed in it, (old, new); `claim` is its place in the file."""

    name: str
    base: str
    says: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    claim: int | None = None

    @property
    def source(self) -> Path:
        return TEXTBOOK / f"{self.base}.py" if self.claim is None else CHAPTER / f"{self.base}.py"

    @property
    def record(self) -> str:
        """The name of the statement in its file."""
        return self.base if self.claim is None else "statement"

    def text(self) -> str:
        """Return the file; raises ValueError where what is to be replaced does not stand there."""
        text = self.source.read_text(encoding="utf-8")
        for old, new in self.changes:
            if old not in text:
                raise ValueError(f"{self.name}: {old!r} does not stand in {self.source.name}")
            text = text.replace(old, new)
        if self.claim is not None:  # this one alone, as printed
            text += f'\nstatement = Statement("{self.name}", (Claim(statement.claims[{self.claim}].what),))\n'
        return text

    def write(self, folder: Path) -> str:
        """Write the file to a folder, and give the name by which the statement is searched."""
        file = folder / f"{self.name}.py"
        file.write_text(self.text(), encoding="utf-8")
        return f"{file}:{self.record}"


def wrong(name: str, base: str, says: str, *changes: tuple[str, str], claim: int | None = None) -> Entry:
    return Entry(name, base, says, changes, claim)


ONE_OVER_L, TWO_OVER_L = "=1 / L", "=2 / L"
CLASSES = "(lower_bounded, smooth, convex)"
SQUARE = "epsilon**2"

WRONG = (
    # gradient descent
    wrong("smooth_three_quarters", "descent_smooth", "the constant is cut by a quarter", ("2 * L * F", "3 * L * F / 2")),
    wrong("smooth_exponent", "descent_smooth", "1/epsilon instead of 1/epsilon^2", (SQUARE, "epsilon")),
    wrong("smooth_double_step", "descent_smooth", "the step is 2/L", (ONE_OVER_L, TWO_OVER_L)),
    wrong("long_half", "long_steps", "the constant is cut by half", ("8 * L * F", "4 * L * F")),
    wrong("long_too_long", "long_steps", "the step is 5/(2 L)", ("3 / (2 * L)", "5 / (2 * L)")),
    wrong("convex_fifth", "descent_convex", "the constant is cut by a fifth", ("(4 * epsilon)", "(5 * epsilon)")),
    wrong("convex_without_convex", "descent_convex", "f need not be convex", (CLASSES, "(lower_bounded, smooth)")),
    wrong("convex_long_step", "descent_convex", "the step is 7/(4 L)", (ONE_OVER_L, "=7 / (4 * L)")),
    wrong("gradient_third", "descent_convex_gradient", "the constant is cut by almost three", ("sqrt(number(2)) * L", "L / 2")),
    wrong("gradient_root", "descent_convex_gradient", "the root of the bound", ("L * R / epsilon", "sqrt(L * R / epsilon)")),
    wrong("strongly_twentieth", "descent_strongly_convex", "the constant is cut by 5 %", ("L / (2 * mu)", "19 * L / (40 * mu)")),
    wrong("strongly_third", "descent_strongly_convex", "the constant is cut by a third", ("(2 * mu)", "(3 * mu)")),
    wrong("strongly_double_step", "descent_strongly_convex", "the step is 2/L", (ONE_OVER_L, TWO_OVER_L)),
    wrong("best_fifth", "best_fixed_step", "the constant is cut by a fifth", ("(4 * mu)", "(5 * mu)")),
    wrong("best_long_step", "best_fixed_step", "the step is 3/(L + mu)", ("2 / (L + mu)", "3 / (L + mu)")),
    wrong(
        "best_as_accelerated", "best_fixed_step", "sqrt(L/mu) instead of L/mu", ("log\n", "log, sqrt\n"), ("L / (4 * mu)", "sqrt(L / mu)")
    ),
    # Nesterov's method
    wrong("fista_twentieth", "accelerated", "the bound is cut by 5 %", ("2 * L / epsilon", "9 * L / (5 * epsilon)")),
    wrong(
        "fista_without_momentum",
        "accelerated",
        "plain descent at the accelerated rate",
        ("methods.fista import fista", "methods.gradient_descent import gradient_descent"),
        ("count(fista", "count(gradient_descent"),
    ),
    wrong("fista_long_step", "accelerated", "the step is 3/(2 L)", (ONE_OVER_L, "=3 / (2 * L)")),
    wrong(
        "nesterov_without_momentum",
        "accelerated_strongly_convex",
        "there is no momentum",
        ("(sqrt(L) - sqrt(mu)) / (sqrt(L) + sqrt(mu))", "0"),
    ),
    wrong("nesterov_exponent", "accelerated_strongly_convex", "(L/mu)^(1/4) steps", ("sqrt(L / mu) *", "sqrt(sqrt(L / mu)) *")),
    wrong("nesterov_long_step", "accelerated_strongly_convex", "the step is 3/(2 L)", (ONE_OVER_L, "=3 / (2 * L)")),
    # subgradients and heavy ball
    wrong(
        "subgradient_exponent",
        "subgradients",
        "half of L R/epsilon steps",
        ("L**2 * R**2 / epsilon**2", "L * R / (2 * epsilon)"),
    ),
    wrong("subgradient_long_step", "subgradients", "steps are 3 epsilon/L long", ("h=epsilon / L", "h=3 * epsilon / L")),
    wrong("subgradient_without_convex", "subgradients", "f need not be convex", ("(convex, lipschitz)", "(lipschitz,)")),
    wrong("unscaled_step", "subgradients_unscaled", "the step is epsilon/L", ("h=epsilon / L**2", "h=epsilon / L")),
    wrong("unscaled_fifth", "subgradients_unscaled", "a fifth of the bound", ("R**2 / epsilon**2", "R**2 / (5 * epsilon**2)")),
    wrong("heavy_exponent", "heavy_ball_smooth", "1/epsilon instead of 1/epsilon^2", (SQUARE, "epsilon")),
    wrong("heavy_long_step", "heavy_ball_smooth", "the step is 4/L", ("1 / (2 * L)", "4 / L")),
    # random methods
    wrong(
        "sgd_same_step",
        "stochastic_descent",
        "the step is 1/L whatever the noise",
        ("1 / (L * longer)", "1 / L"),
    ),
    wrong(
        "sgd_same_bound",
        "stochastic_descent",
        "the bound does not know of the noise",
        (" / epsilon**2 * longer", " / epsilon**2"),
    ),
    wrong(
        "sgd_long_step",
        "stochastic_descent",
        "step and bound as if the noise were a quarter",
        ("maximum(1, 4 * tau**2", "maximum(1, tau**2 / 4"),
    ),
    wrong(
        "noisy_subgradient_bound",
        "stochastic_subgradients",
        "the bound does not know of the noise",
        ("R**2 * (L**2 + tau**2)", "R**2 * L**2"),
    ),
    wrong("noisy_subgradient_sixteenth", "stochastic_subgradients", "the bound is cut by 16", ("4 * R**2", "R**2 / 4")),
    wrong("noisy_subgradient_step", "stochastic_subgradients", "the step is 8 times longer", ("epsilon / (2 *", "4 * epsilon / (1 *")),
    # expectations
    wrong("moment_smaller", "noisy_second_moment", "3/4 tau^2 instead of tau^2", ("tau**2", "3 * tau**2 / 4")),
    wrong("moment_mixed", "noisy_second_moment", "G tau instead of tau^2", ("tau**2", "G * tau")),
    wrong("norm_upside_down", "noisy_norm", "E|g + n| <= |g|", ("G <= s", "s <= G")),
    wrong("norm_larger", "noisy_norm", "E|g + n| >= 9/8 |g|", ("G <= s", "9 * G / 8 <= s")),
    wrong("gain_long_step", "noisy_gain", "h <= 2/L", ("eta * L <= 1", "eta * L <= 2")),
    wrong("gain_half_noise", "noisy_gain", "the noise costs half", ("L * eta**2 * tau**2 / 2", "L * eta**2 * tau**2 / 4")),
    wrong("gain_exponent", "noisy_gain", "h instead of h^2", ("L * eta**2 * tau**2 / 2", "L * eta * tau**2 / 2")),
    wrong("along_smaller", "normalized_noise", "9/10 tau instead of 2 tau", ("2 * tau", "9 * tau / 10")),
    wrong("along_square", "normalized_noise", "tau^2 instead of 2 tau", ("2 * tau", "tau**2")),
    # relations
    wrong("lemma_long_step", "descent_lemma", "the step is 3/L", ("h * L, 1", "h * L, 3")),
    wrong("lemma_twice", "descent_lemma", "twice the gain", ("(2 * L)", "L")),
    wrong("lemma_any_step", "descent_lemma", "whatever the step", ("(smooth, equals(h * L, 1))", "(smooth,)")),
    wrong("cocoercive_sixth", "cocoercivity", "6/5 of the change", ("change**2 <=", "6 * change**2 / 5 <=")),
    wrong("lojasiewicz_twentieth", "polyak_lojasiewicz", "5 % more than 2 mu", ("2 * L1", "21 * L1 / 10")),
    wrong("quartic_twentieth", "quartic_growth", "7/20 instead of 1/3", ("/ 3 <=", "* 7 / 20 <=")),
    wrong("quartic_slope", "quartic_growth", "5 x^3 instead of the slope 4 x^3", ("4 * x", "5 * x")),
    wrong("sequence_faster", "momentum_sequence", "t grows by 11/20", ("t + 1 / 2", "(20 * t + 11) / 20")),
    wrong("sequence_index", "momentum_sequence", "t_new^2 - t = t^2", ("new**2 - new", "new**2 - t")),
    wrong("contraction_any_curvature", "contraction", "the curvature may exceed L", (", curvature <= L", ",")),
    wrong("contraction_two_over_L", "contraction", "the step is 2/L", ("2 * curvature / (L + mu)", "2 * curvature / L")),
    wrong("logarithm_twentieth", "logarithm_of_rate", "5 % more", ("2 / Q <=", "21 / (10 * Q) <=")),
    wrong("young_half", "young_inequality", "1/(2 c) instead of 1/c", ("1 / c", "1 / (2 * c)")),
    # chapter 3
    wrong(
        "descent_constant",
        "theorem_3_4_3",
        "19/10 instead of 4",
        ("4 * (M * L1 + L0) * F / epsilon**2", "19 * (M * L1 + L0) * F / (10 * epsilon**2)"),
        claim=0,
    ),
    wrong("descent_without_M", "theorem_3_4_3", "M is not in the bound", ("return 4 * (M * L1 + L0)", "return 4 * L0"), claim=0),
    wrong("descent_step_without_M", "theorem_3_4_3", "M is not in the step", ("1 / (2 * (M * L1 + L0))", "1 / (2 * L0)"), claim=0),
    wrong("clipped_constant", "theorem_3_4_1", "9 instead of 20, twice", ("20 *", "9 *"), claim=0),
    wrong("clipped_small_L1", "theorem_3_4_1", "L1^2 instead of max{1, L1^2}", ("maximum(1, L1**2)", "L1**2"), claim=0),
    wrong("clipped_without_L0", "theorem_3_4_1", "F/epsilon^2 instead of L0 F/epsilon^2", ("20 * L0 * F / eps", "20 * F / eps"), claim=0),
    wrong("clipped_sgd_threshold", "theorem_3_4_4", "the threshold is 1/(16 eta L1), as printed", claim=0),
    wrong(
        "clipped_sgd_fifth",
        "theorem_3_4_4",
        "a fifth of the bound",
        ("bound = clipped_bound(F, epsilon, L0, L1, tau)", "bound = clipped_bound(F, epsilon, L0, L1, tau) / 5"),
        claim=1,
    ),
    wrong("sgd_not_squared", "theorem_3_4_5", "the parentheses are not squared, as printed", claim=0),
    wrong("gronwall_constant", "lemma_3_7_1", "5/2 instead of 4", ("4 * (c + u0)", "5 * (c + u0) / 2"), claim=0),
    wrong(
        "gronwall_any_length",
        "lemma_3_7_1",
        "t may exceed 1",
        ('"t", Unit', '"t", Positive'),
        ("import Unit", "import Positive"),
        claim=0,
    ),
    wrong("noise_squared", "lemma_3_7_3_3_7_4", "2 L0 instead of 5 L0", ("(5 * L0 + 2 * L1 * tau)", "(2 * L0 + 2 * L1 * tau)"), claim=1),
    wrong("gain_of_a_step", "proof_3_7_3_descent", "2 instead of 4", ("(4 * (M * L1 + L0))", "(2 * (M * L1 + L0))"), claim=2),
    wrong("clipping_left", "text_3_3_1_ngd_clipping", "3/5 instead of 1/2", ("h_c / 2", "h_c * 3 / 5"), claim=0),
    wrong("squares_index", "proof_3_7_4_min_average", "n instead of n + 1", ("(n + 1) * (q + g**2)", "n * (q + g**2)"), claim=3),
)

HOLDS = (
    *(
        Entry(name, name)
        for name in (
            "descent_smooth",
            "long_steps",
            "descent_convex",
            "descent_convex_gradient",
            "descent_strongly_convex",
            "best_fixed_step",
            "accelerated",
            "accelerated_strongly_convex",
            "subgradients",
            "subgradients_unscaled",
            "heavy_ball_smooth",
            "stochastic_descent",
            "stochastic_subgradients",
            "noisy_norm",
            "normalized_noise",
        )
    ),
    Entry("theorem_3_4_1", "theorem_3_4_1", claim=0),
    Entry("theorem_3_4_3", "theorem_3_4_3", claim=0),
    Entry("theorem_3_4_4_repaired", "theorem_3_4_4", claim=1),
    Entry("theorem_3_4_5_repaired", "theorem_3_4_5", claim=1),
    Entry("lemma_3_7_3_3_7_4", "lemma_3_7_3_3_7_4", claim=0),
)
