"""Find entries: the folder is the registry. Listing reads the files, without importing them; loading imports one.

An entry is named by its file (`huber`), a statement by its identifier (`theorem-3.4.1`), a user's own by `path/to/file.py:name`, one of
another package by its entry point (see `outside`); a name of this package is never taken by another. A wrapper
is a function of the same name as its file that makes a record of a kind from another: `separable:huber`. A file may say how its entry
is called too, `aliases = ("gd",)`; these and the name are found in any case, and what is printed has the name.
"""

import ast
import difflib
import importlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from theorysim import outside
from theorysim.entries import Method, Plain, as_method, is_plain, is_step
from theorysim.naming import body, origin, remember, split
from theorysim.outside import Unknown as Unknown

PACKAGE = Path(__file__).parent
KINDS = ("objectives", "methods", "oracles", "assumptions", "quantities", "statements", "studies")
SENTENCE_ENDS = re.compile(r"(?<!\.)\. (?=[A-Z])")  # not the dots of x_1 + ... + x_d
STUDY = ("study.toml", "study.py")
RECORDS = {
    "objectives": "Objective",
    "methods": "Method",
    "oracles": "Oracle",
    "assumptions": "Assumption",
    "quantities": "Quantity",
    "statements": "Statement",
}


@dataclass(frozen=True)
class Entry:
    """What is known of an entry without importing it."""

    name: str
    kind: str
    summary: str
    source: str
    path: Path
    detail: str = ""
    installed: bool = False  # by another package
    aliases: tuple[str, ...] = ()

    @property
    def called(self) -> tuple[str, ...]:
        """All its names, the one that is printed first."""
        return self.name, *self.aliases


@cache
def _found(kind: str, word: str = "") -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Read the files of a folder that hold a word, in any case; return the entries and the wrappers."""
    every, around = [], []
    for path in sorted((PACKAGE / kind).rglob("*.py")) if kind in RECORDS else ():
        if path.stem == "__init__" or word and word.lower().encode() not in path.read_bytes().lower():
            continue
        tree = _parsed(path)
        if entry := _entry(kind, path, tree):
            every.append(replace(entry, aliases=_aliases(tree)))
        if _wraps(kind, path, tree):
            around.append(Entry(path.stem, kind, *_said(tree), path, _paragraphs(tree)[1], aliases=_aliases(tree)))
    return tuple(every), tuple(around)


def _entry(kind: str, path: Path, tree: ast.Module) -> Entry | None:
    summary, source = _said(tree)
    name = path.stem
    if kind == "statements":
        identifier = _identifier(tree)
        if identifier is None:
            return None
        name = identifier
    elif not any(
        isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name and _makes(node.value, kind, tree) for node in tree.body
    ):
        return None  # a wrapper or a part shared by entries
    return Entry(name, kind, summary, source, path, _paragraphs(tree)[1])


def _aliases(tree: ast.Module) -> tuple[str, ...]:
    said = [n.value for n in tree.body if isinstance(n, ast.Assign) and getattr(n.targets[0], "id", "") == "aliases"]
    return tuple(map(str, ast.literal_eval(said[0]))) if said else ()


def _parsed(path: Path) -> ast.Module:
    try:
        return ast.parse(path.read_bytes())
    except (SyntaxError, ValueError, OSError) as reason:
        raise Unknown(f"{path} cannot be read: {type(reason).__name__}: {reason}") from reason


def _said(tree: ast.Module) -> tuple[str, str]:
    """Return the first sentence of a file, and the rest of its first paragraph: the source."""
    summary, *source = SENTENCE_ENDS.split(_paragraphs(tree)[0].replace("\n", " "), maxsplit=1)
    return summary.rstrip("."), "".join(source).rstrip(".")


def _paragraphs(tree: ast.Module) -> tuple[str, str]:
    first, _, rest = (ast.get_docstring(tree) or "").partition("\n\n")
    return first, rest


def _makes(value: ast.expr, kind: str, tree: ast.Module) -> bool:
    """Tell whether a value is a call of the kind's record, or of a function that returns one: of the file, or imported from the folder."""
    given = {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and getattr(node.returns, "id", "") == RECORDS[kind]}
    folder = [node for node in tree.body if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"theorysim.{kind}.")]
    given |= {alias.name for node in folder for alias in node.names}
    return isinstance(value, ast.Call) and getattr(value.func, "id", "") in {RECORDS[kind], *given}


def _identifier(tree: ast.Module) -> str | None:
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "statement" and isinstance(node.value, ast.Call):
            first = node.value.args[0] if node.value.args else None
            if isinstance(first, ast.Constant):
                return str(first.value)
    return None


@cache
def entries(kind: str, word: str = "") -> tuple[Entry, ...]:
    """Return the entries of a kind, by name; raises Unknown for a kind that there is not.

    With a word the package's files that do not hold it, in any case, are not parsed, and what they define is left out.
    """
    if kind not in KINDS:
        near = difflib.get_close_matches(kind.lower(), KINDS, 1, 0.5)
        raise Unknown(f"no kind {kind!r}; {f'did you mean {near[0]}?' if near else 'the kinds are ' + ', '.join(KINDS)}")
    if kind == "studies":
        return tuple(_studies())
    found = list(_found(kind, word)[0])
    taken = {e.name for e in (*found, *wrappers(kind, word))}
    for name, point in outside.declared(kind).items():
        if name not in taken:
            found.append(Entry(name, kind, f"{point.value}, of the package {outside.package(point)}", "", Path(), installed=True))
    return tuple(sorted(found, key=lambda e: e.name))


def wrappers(kind: str, word: str = "") -> tuple[Entry, ...]:
    """Return the wrappers of a kind, by name: files whose function of that name makes one record of the kind from another."""
    return _found(kind, word)[1]


def _wraps(kind: str, path: Path, tree: ast.Module) -> bool:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == path.stem and len(node.args.args) == 1:
            ends = (node.args.args[0].annotation, node.returns)
            if all(getattr(end, "id", "") == RECORDS[kind] for end in ends):
                return True
    return False


def _studies() -> Iterator[Entry]:
    for place in (PACKAGE / "studies", PACKAGE.parent / "studies"):
        for folder in sorted(place.glob("*")):
            if path := next((folder / name for name in STUDY if (folder / name).is_file()), None):
                yield Entry(folder.name, "studies", *_told(path), path)


def _told(path: Path) -> tuple[str, str]:
    """Return what a study says of itself, and where it is from."""
    if path.suffix == ".py":
        return (ast.get_docstring(_parsed(path)) or "").split("\n")[0].rstrip("."), ""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as reason:
        return f"cannot be read: {reason}", ""
    return str(said.get("says", "")).split("\n")[0].rstrip("."), str(said.get("source", ""))


def study(name: str) -> Path:
    """Return the file of a study, by its name or by the path of its folder or file. Raises Unknown."""
    path = Path(name)
    for file in (path, *(path / n for n in STUDY)):
        if file.name in STUDY and file.is_file():
            return file
    return find(name, ("studies",)).path


def names(kind: str) -> list[str]:
    """Return the names of all entries of a kind."""
    return [e.name for e in entries(kind)]


def find(name: str, kinds: tuple[str, ...] = KINDS) -> Entry:
    """Return the entry or the wrapper of this name or alias, in any case, among the kinds; raises Unknown, with near names."""
    every = [e for kind in kinds for e in (*entries(kind), *wrappers(kind))]
    fits = [e for e in every if e.name == name] or [e for e in every if name.lower() in map(str.lower, e.called)]
    if len(fits) > 1 and fits[0].name != name:
        raise Unknown(f"{name}: which one? {' or '.join(e.name for e in fits)}")
    if fits:
        return fits[0]
    if name.endswith(".py"):
        raise Unknown(f"{name} is a file: write {name}:NAME, with the name of an entry in it")
    one = singular(kinds[0]) if len(kinds) == 1 else "entry"
    others = (e for kind in KINDS if kind not in kinds for e in (*entries(kind, name), *wrappers(kind, name)))
    if other := next((e for e in others if name.lower() in map(str.lower, e.called)), None):
        raise Unknown(f"no {one} {name!r}: {other.name} is one of the {other.kind}")
    near = difflib.get_close_matches(name, [n for e in every for n in e.called], 3, 0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else f"see `theorysim list{' ' + kinds[0] if len(kinds) == 1 else ''}`"
    raise Unknown(f"no {one} {name!r}; {hint}")


def own_name(kind: str, name: str) -> str:
    """Return a name with each entry's own for its alias; `WRAPPER:NAME` part by part, `file.py:name` as it is. Raises Unknown."""
    file = f"{name.rpartition('.py:')[0]}.py"
    if ":" in file and Path(file).is_file() and name.partition(":")[0] not in {w.name for w in wrappers(kind)}:
        raise Unknown(f"{file} has a colon in its name, which parts names here: rename the file")
    return ":".join(part if ".py:" in part else find(part, (kind,)).name for part in split(name))


def singular(kind: str) -> str:
    """Return the word for one entry of a kind."""
    return f"{kind.removesuffix('ies')}y" if kind.endswith("ies") else kind.removesuffix("s")


def kind_of(record: Any) -> str | None:
    """Return the kind of a record, None for what is none."""
    return next((k for k, r in RECORDS.items() if r == type(record).__name__), None)


def in_file(name: str) -> Entry:
    """Import `file.py:name` and say what it is; raises Unknown where it is no record."""
    found = _from_file(*name.rsplit(":", 1))
    kind = "methods" if is_step(found) else kind_of(found)
    if isinstance(found, FunctionType) and kind is None:
        kind = next((k for k in RECORDS if _inline(k, name, found) is not None), None)
    if kind is None:
        raise Unknown(f"{name} is {type(found).__name__}, none of {', '.join(RECORDS.values())}, nor a function step(x, g, ...)")
    path = Path(name.rsplit(":", 1)[0])
    tree = _parsed(path)
    return Entry(name, kind, *_said(tree), path, _paragraphs(tree)[1])


def load(kind: str, name: str) -> Any:
    """Import an entry and return its record, or a wrapper and return its function; `file.py:name` takes it from a file.

    Raises Unknown where there is no such entry, file or name.
    """
    if ".py:" in name:
        place, own_name = name.rsplit(":", 1)
        found = _from_file(place, own_name)
        if kind in RECORDS and isinstance(found, FunctionType):
            found = _inline(kind, name, found) or (_method(name, found) if kind == "methods" and is_step(found) else found)
        elif kind_of(found) == "statements" and found.id != name:
            found = found.called(name)  # it is known by the name that was asked for, so that its witnesses replay
        return remember(found, own_name, str(Path(place).resolve())) if kind_of(found) or isinstance(found, Plain) else found
    entry = find(name, (kind,))
    if entry.installed:
        return remember(outside.entry(kind, entry.name, RECORDS[kind]), entry.name)
    module = importlib.import_module(".".join(("theorysim", *entry.path.relative_to(PACKAGE).with_suffix("").parts)))
    return module.statement if kind == "statements" else getattr(module, entry.path.stem)


def _method(name: str, step: FunctionType) -> Method | Plain:
    """Return the method that a step stands for: that of a statement of its file, which may have more stages and an output, else its own."""
    whole = {m for m in _parts(step) if isinstance(m, Method) and m.stages[-1] is step}
    if len({(m.stages, m.output, m.done, m.restart) for m in whole}) > 1:
        raise Unknown(f"{name} is part of several methods: give each a name of its own")
    if whole:
        return whole.pop()
    try:
        return as_method(step)
    except TypeError as reason:
        raise Unknown(f"{name}: {reason}") from reason


def _inline(kind: str, name: str, function: FunctionType) -> Any:
    """Return the record that stands in a statement of the file without a name, and is called by its last function; None where none is."""
    known = None, (str(Path(name.rpartition(":")[0]).resolve()), name.rpartition(":")[2])
    found = [r for r in _parts(function) if kind_of(r) == kind and body(r) is function and origin(r) in known]
    if any(r != found[0] for r in found):
        raise Unknown(f"{name} is part of several {kind}: give each a name of its own")
    return found[0] if found else None


def _parts(function: FunctionType) -> Iterator[Any]:
    """Return what the claims in a function's file are made of: methods, quantities, oracles."""
    claims = [c for s in list(function.__globals__.values()) if kind_of(s) == "statements" for c in s.claims]
    waiting = [part for c in claims for what in (c.what, *c.second) for part in vars(what).values()]
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple):
            waiting += part
        else:
            yield part


def own(place: str) -> dict[str, Any]:
    """Import a file and return the records that it makes, by name, and its plain steps; what it imports is left out. Raises Unknown."""
    module = _loaded(place)
    imported = {
        alias.asname or alias.name for node in ast.walk(_parsed(Path(place))) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    there = {n: v for n, v in vars(module).items() if n not in imported and not n.startswith("_")}
    records = {n: v for n, v in there.items() if kind_of(v)}
    code = [f.__code__ for f in there.values() if isinstance(f, FunctionType)]
    called = {name for c in code for name in c.co_names}  # a part of another function is no method
    steps = {n: v for n, v in there.items() if is_step(v) and is_plain(v) and v.__module__ == module.__name__ and n not in called}
    return records | {n: _method(f"{place}:{n}", v) for n, v in steps.items()}


def source(kind: str, name: str) -> list[Path]:
    """Return the files of the entries that a name is made of, wrappers among them."""
    parts = [Path(part.rpartition(":")[0]) if ".py:" in part else find(part, (kind,)) for part in split(name)]
    return [e if isinstance(e, Path) else outside.source(kind, e.name) or Path() if e.installed else e.path for e in parts]


@cache
def _remembered(module: ModuleType) -> None:
    for own_name, record in list(vars(module).items()):
        if not own_name.startswith("_") and kind_of(record) not in (None, "statements"):
            remember(record, own_name, str(module.__file__))  # of a wrapped method no function leads back to the file


def _loaded(place: str) -> ModuleType:
    module = outside.loaded(place)
    _remembered(module)
    return module


def _from_file(place: str, name: str) -> Any:
    module = _loaded(place)
    if not hasattr(module, name):
        near = difflib.get_close_matches(name, [n for n in vars(module) if not n.startswith("_")], 3, 0.5)
        raise Unknown(f"{place} has no {name!r}{'; did you mean ' + ' or '.join(near) + '?' if near else ''}")
    return getattr(module, name)


def _every(kind: str, beside: str) -> dict[str, Any]:
    found = {e.name: load(kind, e.name) for e in entries(kind) if not e.installed}
    place = beside.rpartition(":")[0] if ".py:" in beside else ""
    return found | {f"{place}:{n}": v for n, v in (own(place) if place else {}).items() if kind_of(v) == kind}


def objectives(beside: str = "") -> dict[str, Any]:
    """Import every objective of this package, by name, and those of the file in which a statement `file.py:name` stands."""
    return _every("objectives", beside)


def oracles(beside: str = "") -> dict[str, Any]:
    """Import every oracle, likewise."""
    return _every("oracles", beside)


@lru_cache(maxsize=1)
def inventory() -> Mapping[str, Mapping[str, Any]]:
    """Return what the thesis prints, by identifier: where, kind, chapter, says."""
    with open(PACKAGE / "statements" / "inventory.toml", "rb") as file:
        return {s["id"]: s for s in tomllib.load(file)["statement"]}
