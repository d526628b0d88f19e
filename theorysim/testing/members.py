"""Assert what is proved of an objective: that its derivatives are those of its value, and that it lies in a class."""

from collections.abc import Iterator

from theorysim.entries import Assumption, Objective
from theorysim.settings import Usage
from theorysim.testing.case import NAMELESS, AnObjective, loaded, name_of


def _complaints(what: Objective) -> Iterator[str]:
    from theorysim.laws.every import decides_by_where
    from theorysim.laws.objectives import has_the_derivatives_it_says

    found = decides_by_where(what)  # what cannot be traced is not compared
    yield from found or has_the_derivatives_it_says(what)


def _see(name: str) -> list[str]:
    """Return the line that says it again, where the entry stands in a file."""
    place, colon, _ = name.rpartition(".py:")
    return [f"see: theorysim test {place}.py" if colon else f"see: theorysim show {name}"] if not name.startswith(NAMELESS) else []


def assert_gradient(objective: AnObjective) -> None:
    """Compare gradient and Hessian with the derivatives of the traced value on every branch; raises AssertionError."""
    __tracebackhide__ = True
    found = list(_complaints(loaded("objectives", objective)))
    if found:
        name = name_of("objectives", objective)
        raise AssertionError("\n".join([f"{name}: its derivatives are not those of its value", *found, *_see(name)]))


def _same(one: Assumption, other: Assumption) -> bool:
    """Tell whether two assumptions are one: a file that is imported, and named too, is loaded twice."""
    name = name_of("assumptions", one)
    return one is other or (name == name_of("assumptions", other) and not name.startswith(NAMELESS))


def assert_member(objective: AnObjective, assumption: str | Assumption) -> None:
    """Prove that an objective satisfies an assumption, with the constants that it declares; raises AssertionError.

    Raises ValueError where nothing can be proved of the form: a vector, a sum whose terms see their neighbours or their number.
    """
    __tracebackhide__ = True
    from theorysim.members import certify

    what, wanted = loaded("objectives", objective), loaded("assumptions", assumption)
    places = [i for i, s in enumerate(what.satisfies) if _same(s.assumption, wanted) and s.holds]
    name, says = name_of("objectives", objective), wanted.inequality.says
    if not places:
        word = assumption if isinstance(assumption, str) else "..."
        raise AssertionError(f"{name} does not declare {says}: add Satisfies({word}, ...)")
    if what.form == "vector" or (what.form == "sum" and not what.separable):
        raise Usage(f"{name} has no fixed number of coordinates: that it satisfies {says} cannot be proved; `theorysim test` tries a few")
    every = (certify.why_not_derived(what), *(certify.why_not_proved(what, i) for i in places))
    reasons = [reason for reason in every if reason]
    if reasons:
        raise AssertionError("\n".join([f"{name} is not known to satisfy {says}: {'; '.join(reasons)}", *_see(name)]))
