"""Play the resisting oracles of chapter 5 against every method that fits, in 1 to 50 variables: what each needs, beside the lower bounds.

Thesis, theorems 5.3.1 and 5.5.2. In d variables the function is that of one variable along (1, ..., 1)/sqrt(d). The oracle answers until
its budget is spent, builds its function, and the method is run on that until a point is a success. Each method has the best of some step
sizes.
"""

from dataclasses import replace
from fractions import Fraction
from math import sqrt

import theorysim as ts
from theorysim import catalogue
from theorysim.commands.game import asked
from theorysim.domains import Positive
from theorysim.judge.game import Rules, function, played, polyline, resisting, told_by, transcribed, whole
from theorysim.measure.oracle_calls import calls_per_step
from theorysim.show.compared import Drawn, Panel
from theorysim.simulate.by_hand import Query, Reached, moves

SIZES = {"large": {"longer": 64, "deltas": (32, 64, 128, 256, 512, 1024)}}
SOURCES = ("simulate", "judge", "methods", "adversaries", "verify", "objectives/resisting_slopes.py", "objectives/resisting_values.py")
DIMENSIONS = (1, 2, 4, 8, 16, 32, 50)
STEPS = tuple(2.0**-i for i in range(-1, 11))  # of which each method has its best
SLOPES, VALUES = "constant_slope", "flat_values"  # for theorem 5.5.2 and theorem 5.3.1
QUESTIONS = 100  # steps that are played for theorem 5.3.1
POSITIVE = Positive.__metadata__[0]


def cells(longer=16, deltas=(32, 64, 128, 256)):
    """Return a cell for each method that fits, and each dimension or 1/delta; a run is given so many times the lower bound."""
    found = []
    for name in catalogue.names("methods"):
        if not calls_per_step(catalogue.load("methods", name)).values:
            spots = [("d", d, 64) for d in DIMENSIONS] + [("delta", 1, n) for n in deltas]
            found += [{"for": SLOPES, "swept": s, "method": name, "d": d, "1/delta": n, "longer": longer} for s, d, n in spots]
        found += [{"for": VALUES, "swept": "d", "method": name, "d": d, "1/delta": 0, "longer": 0} for d in (1, 4, 50)]
    return found


def measured(cell):
    """Return the fewest calls over the step sizes, and which is best; for theorem 5.3.1 whether each game was lost."""
    name, method, d = cell["method"], catalogue.load("methods", cell["method"]), cell["d"]
    if cell["for"] == VALUES:
        given = asked(VALUES, name, {}, None, QUESTIONS if d < 50 else QUESTIONS // 5)
        game = played(given.rules, lambda: lifted(moves(method, given.own, (0.0,) * d), d))
        return {"lost": game.lost, "why": game.why, "points": len(game.record.reached)}
    tried = {}
    for size in STEPS:
        sizes = {f"method.{p.name}": size for p in method.parameters if p.default is None and p.domain == POSITIVE}
        given = asked(SLOPES, name, sizes | {"game.delta": 1 / cell["1/delta"]}, None, 1)
        calls = needed(given, lambda own=given.own: lifted(moves(method, own, (0.0,) * d), d), cell["longer"])
        if calls is not None:
            tried[size] = calls
    best = min(tried, key=tried.get, default=None)
    return {"calls": tried.get(best), "size": best, "bound": cell["1/delta"] / 8, "arrive": len(tried)}


def needed(given, player, longer):
    """Return the calls up to the first point that is a success, on the function that the oracle builds; None where the run is too short."""
    bound = given.rules.calls
    rules = Rules(given.rules.adversary, given.rules.letters, bound * longer)
    points = whole(player(), resisting(rules), rules).points
    line, free = polyline(rules, function(rules, tuple(points)), points), replace(rules, adversary=replace(rules.adversary, budget=None))
    epsilon, seen = rules.letters["epsilon"], 0
    for record in transcribed(player(), told_by(line, False), free):
        if len(record.reached) > seen:
            seen = len(record.reached)
            low, high = line.within(Fraction(record.reached[-1][0]), rules.radius)
            if max(low, -high) <= epsilon:
                return len(record.calls)
    return None


def lifted(played_by, d):
    """Yield the moves of a method in d variables as those along (1, ..., 1)/sqrt(d); what is answered is a gradient of all coordinates."""
    move = next(played_by, None)
    while move is not None:
        if isinstance(move, Reached):
            answer = yield Reached((along(move.point, d),), move.done)
        else:
            answer = yield Query((along(move.point, d),), (along(move.along, d),), move.value)
        try:
            move = played_by.send(None if answer is None else (answer[0], (answer[1][0] / sqrt(d),) * d))
        except StopIteration:
            return


def along(x, d):
    return sum(x) / sqrt(d)


# --- what is shown ----------------------------------------------------------------------------------------------------------------


def of(found, swept):
    """Return of each method the cells of a sweep with what they gave."""
    here = [(cell, gave) for cell, gave in found if (cell["for"], cell["swept"]) == (SLOPES, swept)]
    return {name: [pair for pair in here if pair[0]["method"] == name] for name in dict.fromkeys(cell["method"] for cell, _ in here)}


def lines(found):
    """Write the calls of each method beside the bound, and how the games for theorem 5.3.1 ended."""
    for swept, key in (("d", "d"), ("delta", "1/delta")):
        for name, here in of(found, swept).items():
            shown = ", ".join(f"{cell[key]}: {gave['calls'] or 'more'}" for cell, gave in here)
            bounds = ", ".join(f"{b:g}" for b in dict.fromkeys(gave["bound"] for _, gave in here))
            yield f"{name}, calls against {key}, where Delta/(8 delta) is {bounds}: {shown}"
    games = [gave for cell, gave in found if cell["for"] == VALUES]
    points = sum(gave["points"] for gave in games)
    lost = sum(gave["lost"] for gave in games)
    yield f"theorem 5.3.1: {lost} of {len(games)} games lost; {points} points were reached, and in these none is epsilon-stationary"
    for label, names in alike(found).items():
        yield f"{label}: {', '.join(names)}"
    yield from (f"not lost: {cell['method']}, d = {cell['d']}: {gave['why']}" for cell, gave in found if gave.get("lost") is False)


def alike(found):
    """Return the methods in groups that need the same calls everywhere, by what a group is called."""
    groups = {}
    for name in of(found, "d"):
        calls = tuple(gave["calls"] for swept in ("d", "delta") for _, gave in of(found, swept)[name])
        groups.setdefault(calls, []).append(name)
    told = {}
    for calls, names in groups.items():
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        told[f"{names[0].replace('_', ' ')}{more}{', where it arrives' if None in calls else ''}"] = names
    return told


def drawn(found, file):
    """Draw the calls of the methods against the dimension, and against delta in one variable, beside the lower bound."""
    panels = []
    for swept, key, says in (("d", "d", "d, with Delta/(8 delta) = 8"), ("delta", "1/delta", "1/delta, with d = 1, Delta = 1")):
        every = of(found, swept)
        shown = []
        for label, names in alike(found).items():
            here = every[names[0]]
            x, y = [cell[key] for cell, _ in here], [gave["calls"] or float("nan") for _, gave in here]
            shown += [Drawn(label, x, y), Drawn(label, x, y, kind="marks")]
        here = next(iter(every.values()))
        bound = [gave["bound"] for _, gave in here]
        shown.append(Drawn("theorem 5.5.2, Delta/(8 delta)", [cell[key] for cell, _ in here], bound, kind="formula"))
        panels.append(Panel("a (delta, 1/2)-stationary point", says, "oracle calls", shown, "log", "log"))
    return ts.compared(panels, file)
