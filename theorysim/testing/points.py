"""Assert that a claim holds at a point: what `theorysim falsify` writes as a test."""

from collections.abc import Mapping
from fractions import Fraction

from theorysim.commands.replay import chosen, point_of
from theorysim.letters import spoken
from theorysim.settings import Usage


def assert_holds_at(statement: str, point: Mapping[str, str | float | Fraction], reading: str = "printed", part: str = "") -> None:
    """Fail when every hypothesis of a claim certainly holds at a point, and the claim certainly does not; in rationals or balls.

    Numbers may be written `"1/3"`. Raises AssertionError, with both sides and the line that replays them, and ValueError where there is
    no such claim, it is not about points, or a number is missing or outside its domain.
    """
    from theorysim.domains import parameters
    from theorysim.judge.relation import written
    from theorysim.prove.search import fails_at
    from theorysim.show.replay import replay

    record, claims = chosen(statement, reading, part)
    values = point_of(claims, point)
    relations = [r for c in claims if (r := c.what.at(values)) is not None]
    links = [(check, r.given) for r in relations for check in r.checks]
    links = [(c, g) for c, g in links if {p.name for side in (c, *g) for p in parameters(side.body)} <= values.keys()]
    if not links:
        raise Usage(f"{statement}: no claim about a point takes just {', '.join(values) or 'nothing'}")
    for check, given in links:
        if fails_at(check, given, values):
            label = ":".join(filter(None, (statement, reading, part)))
            shown = "\n".join(replay(record, reading, part, values))
            raise AssertionError(f"{spoken(check)}\n{shown}\nreplay: theorysim replay {written(label, values)}")
