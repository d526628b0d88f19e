"""The folder in which an act takes place, and what must hold afterwards."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

from .acts import OWN, RUN, STUDY, WRITES, Act

WARM = [
    "theorysim.simulate.run",
    "theorysim.commands.run",
    "theorysim.commands.study",
    "theorysim.commands.report",
    "theorysim.show.figure",
]
WARM += [
    "theorysim.commands.test",
    "theorysim.show.report",
    "matplotlib.pyplot",
    "theorysim.commands.falsify",
    "theorysim.sweep.plan",
    "drawing",  # beside this file
]
SIDES = re.compile(r"\.sqlite(\.lock|-wal|-shm|-journal)$|(^|/)__pycache__|^cache/|^n$|/n$")  # may come and go
NOTE = re.compile(r"^theorysim: |^figure: |Warning: |^  |^Usage: |^$|^.* \d+ of \d+|^b$")  # the last one ends a name that is two lines
STUDIED = {"cells.sqlite", "figure.svg", "figure.pdf", "points.csv", "points.parquet", "rates.json", "table.tex"}
TAKE = {"-o", "-p", "--plot", "--trace", "--store", "--oracle", "--start"}  # the next word, whatever it is
BESIDE = re.compile(r"(\.lock|-wal|-shm|-journal)$")  # a store that is there
SECONDS = 20  # of processor time at most


class Server:
    """Runs requests one by one, see `server`."""

    def __init__(self, modules: list[str]):
        command = [sys.executable, str(Path(__file__).with_name("server.py")), *modules]
        environment = dict(os.environ) | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)

    def __call__(self, asked: dict[str, Any]) -> dict[str, Any]:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        found: dict[str, Any] = json.loads(self.process.stdout.readline())
        here = Path(asked["here"])
        for name in ("out", "err"):
            file = here.with_name(f"{here.name}.{name}")
            found[name] = file.read_bytes() if file.is_file() else b""
        return found

    def close(self) -> None:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def rows(file: Path) -> dict[str, tuple[Any, ...]]:
    """Return the rows of a store, by key."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as store:
        return {key: tuple(rest) for key, *rest in store.execute("SELECT key, code, spec, status, result FROM cells")}


class World:
    """A template of the folder, and two servers; `seconds` of processor time by the kind of an act."""

    def __init__(self, above: Path):
        self.above, self.template, self.seconds = above, above / "template", Counter[str]()
        (self.template / "study").mkdir(parents=True)
        (self.template / "own.py").write_text(OWN)
        (self.template / "own.json").write_text("{}\n")
        (self.template / "kept.txt").write_text("kept\n")
        (self.template / "study" / "study.toml").write_text(STUDY)
        self.warm, self.cold = Server(WARM), Server([])
        self.sha = self._asked(["study", "study", "-o", "study"]).rpartition("sha256 ")[2].strip()
        self.run = self._asked(RUN, environment={"THEORYSIM_CACHE": "cache"})
        self.rows = rows(self.template / "study" / "cells.sqlite")
        assert len(self.rows) == 3

    def _asked(self, words: list[str], **more: Any) -> str:
        found = self.warm({"words": words, "here": str(self.template), **more})
        assert found["code"] == 0, found["err"].decode()
        return str(found["out"].decode())

    def close(self) -> None:
        self.warm.close()
        self.cold.close()

    def faults(self, act: Act) -> list[str]:
        """Do an act, and return what does not hold afterwards."""
        here = self.above / "here"
        for old in (here, here.with_name("here-moved"), here.with_name("here.out"), here.with_name("here.err")):
            shutil.rmtree(old, ignore_errors=True) if old.is_dir() else old.unlink(missing_ok=True)
        cached = act.kind == "caches"
        shutil.copytree(self.template, here, ignore=None if cached else shutil.ignore_patterns("cache"))
        for do in act.before:
            do(here)
        before = snapshot(here)
        found = (self.cold if act.cold else self.warm)({"words": act.words, "here": str(here), **act.more})
        there = here.with_name("here-moved") if act.more.get("vanishes") else here
        self.seconds[act.kind] += found["seconds"]
        said = [*self._said(act, found), *self._files(act, found, before, there)]
        if act.kind == "caches" and found["out"].decode() != self.run:
            said.append(f"the result is another: {found['out']!r}")
        return said

    def _said(self, act: Act, found: dict[str, Any]) -> Iterator[str]:
        """Tell what is wrong with the exit status, and with what was printed."""
        out, err = (found[name].decode(act.more.get("encoding", "utf-8"), "replace") for name in ("out", "err"))
        code, lines = found["code"], err.splitlines()
        if code not in act.codes:
            yield f"exit status {code}, which is none of {sorted(act.codes)}"
        if found["orphans"]:
            yield f"{found['orphans']} processes are left"
        if found["seconds"] > SECONDS:
            yield f"{found['seconds']:.1f} s"
        if "Traceback" in err + out or "Exception ignored" in err:
            yield "a traceback"
        ours = [line for line in lines if line.startswith("theorysim: ")]  # of a file's own prints nobody but the user knows
        if any(ord(c) < 32 and c not in "\n\t\r" or c in "\x7f\x9b\x85" for c in (err + out if act.kind != "files" else "".join(ours))):
            yield "control characters"
        heard = act.more.get("err", "file") == "file"
        if code == 2 and heard:
            errors = [line for line in lines if line.startswith("theorysim: error: ")]
            if len(errors) != 1 or lines[-1] != errors[0] or len(errors[0]) > 1000:
                yield f"{len(errors)} lines of an error"
            if out and "said" not in out and act.more.get("out", "file") == "file" and act.kind != "files":
                yield "results beside an error"
        if heard and act.kind != "files" and (odd := [line for line in lines if not NOTE.search(line)]):
            yield f"a line of another kind: {odd[0]!r}"
        asked = any(word == "--json" and before not in TAKE for before, word in pairwise(act.words))
        if code in (0, 1, 3) and asked and not {"--help", "-h", "--version"} & {*act.words} and out:
            try:
                json.loads(out)
            except ValueError:
                yield "no JSON"
        match = re.search(r"\bsha256 (\w+)$", out.strip())
        if act.kind == "stores" and code == 0 and match and "-p" not in act.words and match[1] != self.sha and "--collect" not in act.words:
            yield "other results"

    def _files(self, act: Act, found: dict[str, Any], before: dict[str, bytes], here: Path) -> Iterator[str]:
        """Tell what is wrong with the files that are there now."""
        after = snapshot(here)
        ours = {*act.words} & WRITES | ({"killed", "mine.py"} if act.words[:1] in (["study"], ["new"]) else set())
        for name in sorted(before.keys() | after.keys()):
            if before.get(name) == after.get(name) or SIDES.search(name):
                continue
            if name in act.writes or name.partition("/")[0] in ours | act.writes:
                if name in after and found["code"] not in act.codes - {0, 1, 3} and (broken := unfinished(name, after[name])):
                    yield f"{name} is not whole: {broken}"
                continue
            if name not in before and self.may_be_new(act, name, after):
                continue
            if act.words[:1] == ["study"] and (name.startswith("study/") or Path(name).name in STUDIED) and name != "study/study.toml":
                continue
            yield f"{name} is {'gone' if name not in after else 'new' if name not in before else 'changed'}"
        if "study/cells.sqlite" not in act.spoils and act.kind != "killed":
            try:
                kept = rows(here / "study" / "cells.sqlite")
            except sqlite3.Error as reason:
                yield f"the store does not open: {reason}"
            else:
                if lost := [key for key, row in self.rows.items() if kept.get(key) != row]:
                    yield f"{len(lost)} rows are lost"

    def may_be_new(self, act: Act, name: str, after: dict[str, bytes]) -> bool:
        """Tell whether a file that was not there is one that was asked for: of a cache, beside a store, or `new`'s own."""
        cache = act.more.get("environment", {}).get("THEORYSIM_CACHE")
        if cache and name.startswith(f"{cache}/"):
            return name.endswith((".bin", "/pruned"))
        if act.words[:2] == ["new", "method"] and "-o" not in act.words:
            return name == f"{act.words[2]}.py"
        return act.words[:1] == ["study"] and BESIDE.sub("", name) in act.writes & after.keys()


def unfinished(name: str, data: bytes) -> str:
    """Tell what a written file lacks."""
    ends = {".svg": (b"</svg>",), ".html": (b"</html>",), ".json": (b"}", b"]")}.get(Path(name).suffix, (b"",))
    if Path(name).suffix in (".csv", ".md", ".py") and not data.endswith(b"\n"):
        return "its last line has no end"
    return "" if data.rstrip(b"\n").endswith(ends) else f"it ends in {data[-20:]!r}"


def snapshot(here: Path) -> dict[str, bytes]:
    """Return the files below a folder with what they hold; a link is what it names."""
    found = {}
    for folder, _, names in os.walk(here):
        for name in names:
            file = Path(folder, name)
            found[file.relative_to(here).as_posix()] = os.readlink(file).encode() if file.is_symlink() else file.read_bytes()
    return found


@contextmanager
def world(above: Path) -> Iterator[World]:
    made = World(above)
    try:
        yield made
    finally:
        made.close()


def done(made: World, acts: Iterator[Act], many: int, kinds: Counter[str]) -> Iterator[str]:
    """Do so many acts, and count their kinds; return what does not hold after one, in words."""
    for number, act in zip(range(many), acts, strict=False):
        kinds[act.kind] += 1
        if faults := made.faults(act):
            words = " ".join(map(repr, act.words))[:300]
            text = f"{number} {act.kind}: {words}; {act.told[:200]}\n    {'; '.join(faults)}"
            yield text.encode(errors="backslashreplace").decode()
