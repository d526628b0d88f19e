"""The kinds of acts, each with its weight; a generator gives the same acts for the same seed."""

import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from .acts import (
    ANY,
    COMMANDS,
    FINE,
    JUNK,
    NUMBERS,
    OPTIONS,
    PLACES,
    RUN,
    SOURCES,
    STUDY,
    SURROUNDINGS,
    WRITES,
    Act,
    changed,
    damage,
)

STORE = [["study", "study", "-o", "study"], ["report", "study", "-o", "r.html"], ["study", "study", "-o", "study", "--collect"]]
STORE += [["study", "study", "-o", "study", "--dry-run"], ["study", "study", "-o", "study", "-p", "eta=0.1,0.3"]]
SHORT = [c for c in COMMANDS if c[0] not in ("bench", "falsify", "check", "doctor", "verify")]
SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 143}
EVENTS = {
    "import": 400,
    "open": 60,
    "compile": 4,
    "exec": 60,
    "sqlite3.connect": 1,
    "os.rename": 2,
    "os.mkdir": 1,
    "object.__getattr__": 40,
}


def words(dice: Random) -> Act:
    """A command in which words are dropped, doubled, exchanged or replaced."""
    said = list(dice.choice(COMMANDS))
    for _ in range(dice.choice([1, 1, 2])):
        at = dice.randrange(len(said))
        way = dice.randrange(4) if said[0] != "bench" else 3
        if way == 0 and len(said) > 1:
            del said[at]
        elif way == 1:
            said.insert(at, said[at])
        elif way == 2:
            other = dice.randrange(len(said))
            said[at], said[other] = said[other], said[at]
        else:
            said[at] = dice.choice(JUNK)
    return Act("words", said, told=f"{said}", writes=frozenset(WRITES) | {*said})


def numbers(dice: Random) -> Act:
    """A run with an odd number somewhere."""
    said = [*dice.choice([RUN, COMMANDS[2], COMMANDS[6], COMMANDS[4]])]
    for _ in range(dice.choice([1, 2])):
        option, value = dice.choice([*OPTIONS, "-p"]), dice.choice(NUMBERS)
        said += [option, f"{dice.choice(['eta', 'a', 'method.eta', 'sigma', 'gamma'])}={value}" if option == "-p" else value]
    return Act("numbers", said)


def files(dice: Random) -> Act:
    """A file of a user that holds something else, or is damaged."""
    use = dice.choice(
        [["run", "own.py:step", "quadratic", "--steps", "5"], ["test", "own.py"], ["show", "own.py:step"], ["new", "method", "own"]]
    )
    if dice.random() < 0.6:
        text = dice.choice(SOURCES)
        return Act("files", use, before=[lambda here: (here / "own.py").write_text(text + "\n", encoding="utf-8")], told=repr(text))
    act, said = damage(dice, "own.py")
    return Act("files", use, before=[act], told=said)


def pages(dice: Random) -> Act:
    """A study.toml that is damaged, or has another word somewhere."""
    name, use = "study/study.toml", dice.choice([*STORE, ["list", "studies"], ["show", "study"]])
    if dice.random() < 0.4:
        act, said = damage(dice, name)
        return Act("pages", use, before=[act], told=said, spoils=frozenset({name}))
    parts = STUDY.split('"')
    at, word = dice.randrange(len(parts)), dice.choice(JUNK + NUMBERS).encode("utf-8", "replace").decode()
    parts[at] = word
    return Act("pages", use, before=[lambda here: (here / name).write_text('"'.join(parts))], told=f"part {at} is {word!r}")


def stores(dice: Random) -> Act:
    """A store that is damaged, and what lies beside it."""
    name = dice.choice(["study/cells.sqlite"] * 6 + ["study/cells.sqlite.lock", "study/cells.sqlite-wal", "study/cells.sqlite-journal"])
    act, said = damage(dice, name)
    return Act("stores", dice.choice(STORE), before=[act], told=said, spoils=frozenset({name, "study/cells.sqlite"}))


def pipes(dice: Random) -> Act:
    """A reader that has gone, a disk that is full, streams that are closed, an encoding that has no letters."""
    said = [*dice.choice(SHORT)]
    said += ["--json"] * (dice.random() < 0.3 and said[0] not in ("new", "replay") and "--json" not in said)
    more = {"out": dice.choice(["gone", "full", "closed", "file"]), "encoding": dice.choice(["ascii", "cp1252", "utf-8", "utf-16"])}
    more |= {"err": dice.choice(["file", "file", "closed", "full", "gone"])}
    return Act("pipes", said, codes=ANY | {141}, more=more, told=f"{more}")


def places(dice: Random) -> Act:
    """What is written is to be where nothing can be."""
    place = dice.choice(PLACES)
    uses = [
        [*RUN, "--trace"],
        ["show", "huber", "--plot"],
        ["ledger", "--errata", "-o"],
        ["report", "--ledger", "-o"],
        ["report", "study", "-o"],
    ]
    uses += [["new", "method", "mine", "-o"], ["study", "study", "-o"], ["study", "study", "-o", "study", "--store"]]
    use = dice.choice(uses)
    suffix = {"report": ".html", "new": ".py"}.get(use[0], "") if dice.random() < 0.7 else ""
    links = [lambda here: (here / "loop").symlink_to("loop"), lambda here: (here / "dangling").symlink_to("away/x")]
    return Act("places", [*use, f"{place}{suffix}"], before=links, writes=frozenset({f"{place}{suffix}", place}))


def surroundings(dice: Random) -> Act:
    """Odd variables of the environment, few files that may be open, a folder that goes."""
    more = dice.choice(SURROUNDINGS)
    return Act("surroundings", dice.choice(SHORT), more=more, told=f"{more}", codes=ANY | {141}, cold=dice.random() < 0.1)


def caches(dice: Random) -> Act:
    """Compiled drivers that are damaged: the result is the same."""
    seed = dice.randrange(2**32)

    def spoil(here: Path) -> None:
        there = sorted((here / "cache").glob("*.bin"))
        for file in Random(seed).sample(there, 1):
            file.write_bytes(changed(Random(seed), file.read_bytes())[0])

    return Act("caches", RUN, codes=FINE - {1, 3}, before=[spoil], more={"environment": {"THEORYSIM_CACHE": "cache"}}, told=f"cache {seed}")


def _stopped(dice: Random, said: list[str], more: dict[str, object], number: int, told: str, cold: bool) -> Act:
    codes = ANY - {2} | {SIGNALS[signal.Signals(number)]} | {-number}  # before the command line hears it
    return Act("signals", said, codes=frozenset(codes), more=more, told=told, writes=frozenset(WRITES), cold=cold)


def signals(dice: Random) -> Act:
    """Ctrl-C or SIGTERM at some step of a command: when something is imported, opened, renamed, compiled."""
    number, said = dice.choice([*SIGNALS]), dice.choice([*SHORT, *STORE])
    event, most = dice.choice([*EVENTS.items()])
    at = dice.randrange(1, most + 1)
    cold = event == "import" or dice.random() < 0.1
    return _stopped(dice, said, {"event": [event, at, int(number)]}, number, f"{number.name} at {event} {at}", cold)


def moments(dice: Random) -> Act:
    """Ctrl-C or SIGTERM after some time."""
    number, said, when = dice.choice([*SIGNALS]), dice.choice([*SHORT, *STORE]), dice.expovariate(20)
    return _stopped(dice, said, {"after": [when, int(number)]}, number, f"{number.name} after {when:.4f} s", False)


def killed(dice: Random) -> Act:
    """A study of which workers die, of which one has more than one."""
    times = dice.choice([1, 3])
    text = f"""import os, pathlib

def step(x, g):
    n = pathlib.Path(__file__).with_name("n")
    n.open("a").write("x")
    if len(n.read_text()) <= {times}:
        os.kill(os.getpid(), 9)
    return x - g
"""

    def write(here: Path) -> None:
        (here / "study" / "mine.py").write_text(text)
        (here / "study" / "study.toml").write_text(
            'says = "x"\nmethod = "mine.py:step"\nobjective = "quadratic"\nsteps = 5\n[p]\nobjective.a = "1,1/2"\n'
        )

    return Act("killed", ["study", "study", "-o", "killed", "-j", "2"], codes=frozenset({0, 3}), before=[write], told=f"{times} times")


KINDS: dict[Callable[[Random], Act], float] = {
    words: 22,
    numbers: 12,
    files: 14,
    pages: 10,
    stores: 12,
    pipes: 8,
    places: 7,
    surroundings: 6,
    caches: 0.7,
    signals: 5,
    moments: 3,
    killed: 0.3,
}


def acts(seed: str) -> Iterator[Act]:
    """Return acts without an end."""
    dice = Random(seed)
    while True:
        kind = dice.choices([*KINDS], [*KINDS.values()])[0]
        yield replace(kind(Random(dice.getrandbits(64))), kind=kind.__name__)
