"""Tell how a game went: ten lines, the JSON, the function as a file, a test that plays again, and a figure."""

import json
import os
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from theorysim.entries import Adversary
from theorysim.judge.game import Game, Rules
from theorysim.judge.match import Match
from theorysim.show.figure import saved
from theorysim.show.mathtext import label
from theorysim.show.style import COLOURS, GREY, printed, pyplot

WIDE = 80  # points a line of the file


def plural(n: int, word: str) -> str:
    return f"{n} {word}{'' if n == 1 else 's'}"


def lines(one: Any, match: Match, files: Mapping[str, str]) -> Iterator[str]:
    """Print a match for a reader."""
    game, rules, a = match.first, one.rules, one.rules.adversary
    if not game.fits:
        yield f"{one.against} does not fit {one.oracle}: {game.why}"
        return
    apart = one.random and not match.common and len(match.games) > 1
    verdict = ("lost, each seed on a function of its own, to" if apart else "lost to") if match.lost else "was not beaten by"
    yield f"{one.against} {verdict} {one.oracle}, which plays for {a.plays_for[0]}"
    yield f"  letters    {', '.join(f'{n} = {float(v):g}' for n, v in rules.letters.items())}{in_dimensions(rules)}"
    chosen = f"; chosen here: {', '.join(one.filled)}" if one.filled else ""
    yield f"  method     {', '.join(f'{n} = {v:g}' for n, v in one.own.items()) or 'no parameters'}{chosen}"
    yield f"  no success {a.missed.says}"
    seeds = f", {plural(len(match.games), 'seed')}" if one.random else ""
    reached = f"{plural(len(game.record.reached), 'point')} reached"
    yield f"  played     {plural(len(game.record.calls), 'call')}, {reached} from {one.start[0]:g}{seeds}; {game.record.ended}"
    yield f"  answers    {answers(game)}"
    if not match.lost:
        yield f"  but        {game.why}"
        return
    yield f"  function   {shape(game)}"
    yield f"  class      {membership(game)}"
    again = "every seed" if one.random and match.common else "this seed" if one.random else "the method"
    yield f"  the same   played again on that function {again} gets the same answers, and reaches no success"
    if match.arrivals is not None:
        yield f"  others     {others(match)}"
    if files:
        yield f"  replay     theorysim {files['replay']}"
        yield f"  written    {', '.join(files[word] for word in ('file', 'test', 'certificate', 'figure') if word in files)}"


def in_dimensions(rules: Rules) -> str:
    return f", in {rules.dimension} dimensions" if rules.adversary.dimension else ", in one dimension"


def answers(game: Game) -> str:
    if not (a := game.rules.adversary).grows:
        return f"{'value and ' if a.shows_values else ''}gradient of one function, each of which uncovers one coordinate more"
    value, (slope,) = game.record.calls[0][1] if game.record.calls else (None, (0.0,))
    return f"{'no value' if value is None else f'the value {value:g}'} and the slope {slope:g}, whatever is asked"


def shape(game: Game) -> str:
    if game.line is None:
        return f"a chain of {game.rules.dimension} coordinates"
    return f"piecewise linear, {plural(len(game.line.kinks), 'kink')}, least value {float(min(game.line.values)):g}"


def membership(game: Game) -> str:
    """Tell what is certified of the class, and how."""
    rules = game.rules
    most = f"{float(rules.number(rules.adversary.steepness)):g}"
    if game.line is not None:
        start = game.line.value(Fraction(game.record.reached[0][0]))
        gap, allowed = start - min(game.line.values), rules.number(rules.adversary.gap)
        steep = max(map(abs, game.line.slopes))
        return f"|f'| is {float(steep):g}, at most {most}; f(x_0) - inf f is {float(gap):g}, at most {float(allowed):g}; in rationals"
    if rules.adversary.bowed is not None:
        return f"curvatures from {float(rules.number(rules.adversary.bowed)):g} to {most}, by Gershgorin's discs, in rationals"
    return (
        f"f(x_0) - inf f at most {float(rules.number(rules.adversary.gap)):g}, in balls; {most}-smooth by {rules.adversary.plays_for[-1]}"
    )


def others(match: Match) -> str:
    found = match.arrivals
    assert found is not None
    whose = "a function that all these seeds share" if match.common else "the function of the first seed"
    if found.exact is not None:
        return f"over all outcomes the method reaches a success on {whose} with probability {found.exact}"
    low, high = found.bounds
    return f"{found.hits} of {found.runs} other seeds reach a success on {whose}: probability {low:.3g} to {high:.3g} (95 %)"


def as_json(one: Any, match: Match, files: Mapping[str, str]) -> dict[str, Any]:
    """Return the JSON shape of `theorysim game`."""
    game, found = match.first, match.arrivals
    arrived = None
    if found is not None:
        low, high = found.bounds
        arrived = {
            "exact": None if found.exact is None else str(found.exact),
            "hits": found.hits,
            "runs": found.runs,
            "interval": [low, high],
        }
    return {
        "oracle": one.oracle,
        "against": one.against,
        "fits": game.fits,
        "lost": match.lost,
        "why": game.why or None,
        "calls": len(game.record.calls),
        "reached": len(game.record.reached),
        "seeds": len(match.games),
        "shared": match.common,
        "arrivals": arrived,
        "function": files.get("function"),
        "replay": f"theorysim {files['replay']}" if files else None,
        "certificate": files.get("certificate"),
        "test": files.get("test"),
        "figure": files.get("figure"),
    }


# --- files ------------------------------------------------------------------------------------------------------------


def as_file(one: Any, match: Match) -> str:
    """Write the function as a file of its own."""
    a: Adversary = one.rules.adversary
    who, whom = (name.rpartition("/")[2] for name in (one.against, one.oracle))
    says = f'"""The function on which {who} lost to {whom}; `theorysim game` wrote it."""\n\n'
    if not a.grows:
        module = a.build(()).value.__module__
        return f'{says}from {module} import {module.rpartition(".")[2]} as lost\n\n__all__ = ["lost"]\n'
    module, name = a.build.__module__, a.build.__name__
    points = "".join(f"    {x!r},\n" for x in match.points)
    return f"{says}from {module} import {name}\n\npoints = (\n{points})\nlost = {name}(points)\n"


def as_test(one: Any, folder: Path, function: str) -> str:
    """Write a test that plays again, against the function of the file."""
    numbers = {name: float(value) for name, _, value in (word.partition("=") for word in one.given)}
    arguments = [quoted(one.against, folder), quoted(one.oracle, folder), json.dumps(numbers)]
    arguments += [f"start={one.start[0]!r}"] if one.rules.adversary.grows else []
    arguments += [f"steps={one.rules.steps}"] + ([f"seed={one.seed}"] if one.random else [])
    arguments += [f'on=f"{{HERE}}/{function}"'] if one.rules.adversary.grows else []
    stem = function.partition(".")[0]
    who, whom = (name.rpartition("/")[2] for name in (one.against, one.oracle))
    return "\n".join(
        [
            f'"""{who} loses to {whom} again: each answer is the function\'s, and no point is a success."""',
            "",
            "from pathlib import Path",
            "",
            "from theorysim.testing.games import assert_loses",
            "",
            "HERE = Path(__file__).parent",
            "",
            "",
            f"def test_it_loses_to_{stem}():",
            "    assert_loses(",
            *(f"        {a}," for a in arguments),
            "    )",
            "",
        ]
    )


def quoted(name: str, folder: Path) -> str:
    """Write the name of an entry; a file is found from that of the test."""
    if ".py:" not in name:
        return json.dumps(name, ensure_ascii=False)
    file, _, entry = name.rpartition(".py:")
    return f'f"{{HERE}}/{Path(os.path.relpath(f"{file}.py", folder)).as_posix()}:{entry}"'


@printed
def figure(one: Any, match: Match, file: Path) -> Path:
    """Draw the function around the points of the game; of a chain what the method has reached, step by step, above the bound."""
    game = match.games[0]
    drawn, axis = pyplot().subplots(figsize=(5.4, 3.0))
    if game.line is None:
        below, above = zip(*levels(game), strict=True)
        axis.plot(range(len(above)), above, "o-", color=COLOURS[0], markersize=3, label="reached")
        axis.axhline(below[0], color=COLOURS[1], linestyle="--", label="a success is below")
        axis.set(xlabel="step", yscale="log", title=label(one.rules.adversary.missed.says))
    else:
        xs = [float(x) for x in game.line.kinks]
        margin = (max(xs) - min(xs) or 1) / 20
        xs = [xs[0] - margin, *xs, xs[-1] + margin]
        axis.plot(xs, [float(game.line.value(Fraction(x))) for x in xs], color=GREY, linewidth=0.9, label="the function")
        asked = sorted({q.point[0] for q, _ in game.record.calls})
        axis.plot(asked, [float(game.line.value(Fraction(x))) for x in asked], ".", color=COLOURS[0], label="asked about")
        start = game.record.reached[0][0]
        axis.plot([start], [float(game.line.value(Fraction(start)))], "s", color=COLOURS[1], label=label("x_0"))
        axis.set(xlabel=label("x"), ylabel=label("f"), title=f"{one.against.rpartition('/')[2]} lost to {one.oracle.rpartition('/')[2]}")
    axis.legend()
    return saved(drawn, file)


def levels(game: Game) -> Iterator[tuple[float, float]]:
    """Return what is asked of each point that was reached, and what it would have to be for a success."""
    from theorysim.judge.asked import rounded
    from theorysim.judge.game import margins

    assert game.known is not None
    for left, right in margins(game.rules, game.known, game.record):
        yield rounded(left), rounded(right)
