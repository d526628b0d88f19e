"""Find what is to be explored, by name or as a record, choose where its sliders begin, and tell its verdict."""

import difflib
import math
import reprlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

import numpy as np

from theorysim import catalogue, settings
from theorysim.assumptions.smooth import smooth
from theorysim.claims.bound import Bound
from theorysim.claims.instance import Instance
from theorysim.claims.statement import Statement
from theorysim.commands import example
from theorysim.entries import Objective, as_method, is_step
from theorysim.explore import in_hand, resisted, rules
from theorysim.explore.aside import replay
from theorysim.explore.choices import KINDS
from theorysim.explore.families import Families
from theorysim.explore.runs import EPSILON, LOOKS, PLAIN, STEPS, Runs, domain
from theorysim.explore.subject import Subject
from theorysim.memory import ledger, sources
from theorysim.naming import body, named, origin, written
from theorysim.results import Setting, worded
from theorysim.settings import Usage

EXPLORED = ("objectives", "methods", "oracles", "statements")
ROLES = {kind: role for role, kind in KINDS.items()}
Own = dict[tuple[str, str], Any]


def subject(what: Any, entries: Mapping[str, Any], parameters: Mapping[str, float], plain: Mapping[str, Any], look: str) -> Subject:
    """Return the subject of a page. Raises Usage, and Unknown with near names."""
    if look not in {option for _, option in LOOKS}:
        raise Usage(f"show is {look!r}; it may be {', '.join(option for _, option in LOOKS)}")
    own: Own = {}
    kind, name = identified(what, own)
    names = {role: identified(e, own, KINDS[role])[1] for role, e in entries.items() if e is not None}
    if kind == "statements":
        statement = own[kind, name] if (kind, name) in own else settings.record(kind, name)
        if isinstance(statement.instance, Instance):
            return _in_hand(in_hand.of(name, statement.instance, own), parameters, names, plain)
        if oracle := resisted.oracle_of(name):
            return _resisted(resisted.Resisted(name, oracle, own), parameters, names, plain)
        found = rules.family(name, statement)
        if found is not None:
            return _family(Families(name, found), parameters, {**names, **plain})
        bound = rules.held(name, statement, Bound)
        return _runs(_of_bound(name, statement, bound, names, own), own, parameters, plain, look, name)
    return _runs(_partners(kind, name, own) | {ROLES[kind]: name} | names, own, parameters, plain, look)


def identified(what: Any, own: Own, kind: str = "") -> tuple[str, str]:
    """Return the kind and the name of what was asked for; a record is kept in `own`. Raises Usage, and Unknown."""
    if isinstance(what, str):
        if ".py:" in what:
            return (kind or catalogue.in_file(what).kind), what
        if kind:
            return kind, catalogue.own_name(kind, what)
        kind = catalogue.find(what.partition(":")[0], EXPLORED).kind
        return kind, catalogue.own_name(kind, what)
    short = reprlib.repr(what)  # a record of another kind may be long
    is_kind = "methods" if is_step(what) else catalogue.kind_of(what) or ("methods" if type(what).__name__ == "Plain" else None)
    if is_kind is None or (kind and is_kind != kind) or (not kind and is_kind not in EXPLORED):
        wanted = f"one of the {kind}" if kind else "an objective, a method, an oracle or a statement"
        raise Usage(f"{short} is not {wanted}")
    name = what.id if isinstance(what, Statement) else _name(is_kind, what)
    own[is_kind, name] = as_method(what) if is_step(what) else what
    return is_kind, name


def misplaced(what: Any, entries: Mapping[str, Any], name: str, value: Any, words: Sequence[str]) -> str:
    """Tell how a parameter is written that was given as a word of its own: by its name, and by its role. Raises Usage, and Unknown."""
    own: Own = {}
    kind, called = identified(what, own)
    known: list[str] = []
    if kind != "statements":
        names = _partners(kind, called, own) | {ROLES[kind]: called}
        names |= {role: identified(e, own, KINDS[role])[1] for role, e in entries.items() if e is not None}
        known = list(settings.roles(*(own.get((KINDS[r], names[r])) or settings.record(KINDS[r], names[r]) for r in KINDS)))
    fits = [k for k in known if k.partition(".")[2] == name]
    near = difflib.get_close_matches(name, words, 1)
    if not fits and near:
        return f"explore takes no {name}; did you mean {near[0]}?"
    if not fits and known:
        return f"explore takes no {name}, and the run has no parameter of that name; there are {', '.join(known)}"
    ways = " or ".join(f"parameters={{{k!r}: {value!r}}}" for k in ([name] * (len(fits) < 2) + fits))
    return f"{name} is given by {ways}"


def _name(kind: str, entry: Any) -> str:
    """Name a record: by the catalogue, `file.py:name`, or the name that it has in a notebook."""
    if found := origin(entry):
        return written(*found)
    notebooks = [body(entry).__globals__, vars(sys.modules["__main__"])]
    return next(
        (n for some in notebooks for n, v in some.items() if v is entry and not n.startswith("_")), f"my_{catalogue.singular(kind)}"
    )


def _partners(kind: str, name: str, own: Own) -> dict[str, str]:
    entry = own[kind, name] if (kind, name) in own else settings.record(kind, name)
    method, objective, oracle = example.partners(kind, name, entry)
    if kind == "objectives" and _wild(entry):
        method = "clipped_gradient_descent"
    until = "finished" if kind == "methods" and getattr(entry, "done", None) else "gradient_norm"
    return {"method": method, "objective": objective, "oracle": oracle, "until": until}


def _wild(objective: Objective) -> bool:
    """Tell whether the objective declares that no constant makes it smooth."""
    return any(s.assumption is smooth and not s.holds and not s.constants for s in objective.satisfies)


def _of_bound(name: str, statement: Statement, bound: Bound | None, names: dict[str, str], own: Own) -> dict[str, str]:
    if bound is None or bound.random:
        says = type(statement.claims[0].what).__name__
        raise Usage(f"{name} cannot be explored: it is a {says}; what can are upper bounds without noise, and lower bounds that are run")
    own["bounds", name] = bound
    method = named(bound.method)
    own["methods", method] = bound.method
    beside = catalogue.objectives(name)
    fits = sorted((n for n, o in beside.items() if rules.speaks_of(bound, o)), key=lambda n: not _wild(beside[n]))
    if "objective" not in names and not fits:
        raise Usage(f"{name} cannot be explored: no objective declares to be of its class")
    until = named(bound.until) if bound.until is not None else "gradient_norm"
    return {"objective": fits[0] if fits else "", "oracle": "exact", "until": until} | names | {"method": method}


def _runs(names: dict[str, str], own: Own, parameters: Mapping[str, float], plain: Mapping[str, Any], look: str, rule: str = "") -> Runs:
    words = {k: _plain(k, v) for k, v in plain.items()}
    bare = Setting(names["method"], names["objective"], until=names["until"], oracle=names["oracle"], epsilon=EPSILON, steps=STEPS)
    begun = Runs(bare, own, rule=rule, look=look)
    records = [begun.load(KINDS[role], names[role]) for role in KINDS]
    known = settings.roles(*records)
    if "dimension" in words and begun.load("objectives", names["objective"]).form != "sum":
        raise Usage(f"{names['objective']} has the dimension that it has; dimension is for functions of any number of coordinates")
    free = {f"class.{p.name}": p for p in rules.free(begun.bound(), begun.load("objectives", names["objective"]))} if rule else {}
    known |= free
    given = _numbers(settings.by_role(_given(parameters), list(known)))
    for name, value in given.items():
        if not known[name].domain.holds(value):
            raise Usage(f"{name} is {value:g}, outside {known[name].domain}")
    setting = Setting(**{**vars(bare), **words, "parameters": tuple((k, v) for k, v in given.items() if k not in free)})
    return Runs(setting, own, rule=rule, look=look, free={k: v for k, v in given.items() if k in free}).filled()


def _given(parameters: Any) -> Mapping[str, Any]:
    if not isinstance(parameters, Mapping):
        raise Usage(f"parameters is {reprlib.repr(parameters)}; it must be a dict of numbers by name")
    return parameters


def _numbers(given: Mapping[str, Any]) -> dict[str, float]:
    return {name: _number(name, value) for name, value in given.items()}


def _number(name: str, value: Any) -> float:
    try:
        x = settings.number(value, name) if isinstance(value, str) else float(value)
    except (TypeError, ValueError, OverflowError):
        raise Usage(f"{name} is {reprlib.repr(value)}; it must be a number") from None
    if not math.isfinite(x):
        raise Usage(f"{name} is {x}; it must be finite")
    return x


def _plain(name: str, value: Any) -> Any:
    """Read start, epsilon, steps, dimension or seed. Raises Usage."""
    if name == "start":
        several = isinstance(value, Iterable) and not isinstance(value, str) and np.ndim(cast(Any, value)) == 1
        return tuple(_number(name, x) for x in (value if several else (value,)))
    x, asked = _number(name, value), domain(PLAIN[name])
    if not asked.holds(x):
        raise Usage(f"{name} is {value}, outside {asked}")
    return int(value) if asked.integer else x


def _family(family: Families, parameters: Mapping[str, float], more: Mapping[str, Any]) -> Families:
    given = {**_given(parameters), **{k: v for k, v in more.items() if k in family.family.search}}
    if other := [k for k in given if k not in family.family.search] + [k for k in more if k not in family.family.search]:
        raise Usage(f"{family.name} has no {other[0]}; there are {', '.join(family.family.search)}")
    begun = Families(family.name, family.family, _numbers(given)).begun()
    for knob in begun.knobs():
        if not knob.domain.holds(knob.value):
            raise Usage(f"{knob.name} is {knob.value:g}, outside {knob.domain}")
    return begun


def _in_hand(page: in_hand.InHand, parameters: Mapping[str, float], names: Mapping[str, str], plain: Mapping[str, Any]) -> in_hand.InHand:
    if other := [n for n in names if n != "method"] + [n for n in plain if n not in ("seed", *page.instance.search)]:
        raise Usage(f"{page.name} sets {other[0]} itself; there are method, seed, {', '.join(page.instance.search)}")
    page = page.choose("method", names.get("method", page.bare))
    given = {**_given(parameters), **{k: v for k, v in plain.items() if k != "seed"}}
    begun = page.turn("seed", _plain("seed", plain["seed"])) if "seed" in plain else page
    knobs = {k.name: k for k in begun.knobs()}
    for name, value in _numbers(settings.by_role(given, list(knobs))).items():
        if not knobs[name].domain.holds(value):
            raise Usage(f"{name} is {value:g}, outside {knobs[name].domain}")
        begun = begun.turn(name, value)
    return begun


def _resisted(page: resisted.Resisted, parameters: Mapping[str, float], names: Mapping[str, str], plain: Mapping[str, Any]) -> Subject:
    if other := [n for n in (*names, *plain) if n not in ("method", "start", "steps", "seed")]:
        raise Usage(f"{page.name} sets {other[0]} itself; there are method, start, steps, seed")
    page = page.choose("method", names.get("method", page.method))
    words = {n: _plain(n, v) for n, v in plain.items()}
    if len(words.get("start", (0.0,))) != 1:
        raise Usage(f"{page.name} is played in one dimension: start is one number")
    domains = {k.name: k.domain for k in page.knobs()}
    given = _numbers(settings.by_role(_given(parameters), list(domains))) | {n: x for n, x in words.items() if n != "start"}
    given |= {"start.0": words["start"][0]} if "start" in words else {}
    for name, value in given.items():
        if name in domains and not domains[name].holds(value):
            raise Usage(f"{name} is {value:g}, outside {domains[name]}")
        page = page.turn(name, value)
    return page


def recorded(name: str) -> str:
    """Return the verdict of the ledger."""
    row = ledger.read().get(name)
    if row is None:
        return f"{name}: no verdict is recorded"
    parts = [("printed", row["printed"]), *(("repaired", r) for r in (row["repaired"], *row.get("more_repaired", ())) if r)]
    told = "; ".join(f"{reading}: {worded(r['outcome'], r['grade'], r.get('scope', ''))}" for reading, r in parts)
    stale = "" if row["key"] == sources.key(name) else "; something changed since"
    return f"{name}, as recorded: {told}{stale}{replay(row['witness'])}"
