"""Add to pytest a root seed, one error budget for the whole run, an effort, figures of what failed, and a table of bounds with slack.

Nothing is loaded, printed or changed in a project that makes no assertion of theorysim. `spending` says why the budget holds.
"""

import argparse
import json
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from theorysim.chance.spending import Account

COLLECTED = pytest.StashKey[int]()
ACCOUNT = pytest.StashKey["Account"]()
SHOWN = 40  # bounds in the table, those of the least slack
TEST, SENTENCE = 36, 64  # characters of a column


def _budget(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no probability: give a number between 0 and 1, such as 1e-3")
    return value


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("theorysim", "theorysim: bounds of optimization methods")
    group.addoption("--theorysim-seed", type=int, default=0, metavar="N", help="root of all seeds; each test draws from its own (0)")
    group.addoption(
        "--theorysim-error-budget",
        type=_budget,
        default=1e-3,
        metavar="P",
        help="probability, at most, that a random assertion of the run fails although it is true (1e-3)",
    )
    group.addoption(
        "--theorysim-effort",
        choices=("quick", "standard", "deep"),
        default="quick",
        help="how hard to search for a counterexample to statements and rates (quick)",
    )
    group.addoption("--theorysim-figures", type=Path, default=None, metavar="DIR", help="draw the runs that failed, into this folder")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Told(), "theorysim-told")


def pytest_collection_finish(session: pytest.Session) -> None:
    session.config.stash[COLLECTED] = len(session.items)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, Any, Any]:
    from theorysim.chance.spending import Account, opened

    asked = item.config.option
    account = Account(
        item.nodeid,
        asked.theorysim_seed,
        asked.theorysim_error_budget / max(item.config.stash.get(COLLECTED, 1), 1),
        asked.theorysim_effort,
        asked.theorysim_figures,
        item.path.parent,
        item.user_properties.append,  # carried by the report of the test, from a worker too
    )
    item.stash[ACCOUNT] = account
    with opened(account):
        return (yield)


@pytest.fixture
def theorysim_seed(request: pytest.FixtureRequest) -> int:
    """A seed for the draws of a test, from --theorysim-seed and the test's id: the same in any order and on any worker."""
    from theorysim.chance.spending import derived

    return derived(request.config.option.theorysim_seed, request.node.nodeid, 0)


@pytest.fixture
def theorysim_effort(request: pytest.FixtureRequest) -> str:
    """What --theorysim-effort says: quick, standard or deep."""
    return str(request.config.option.theorysim_effort)


@pytest.fixture
def theorysim_budget(request: pytest.FixtureRequest) -> "Account":
    """The test's share of the error budget: `spend()` gives the level of a random check of one's own, and counts it."""
    account: Account = request.node.stash[ACCOUNT]
    return account


class Told:
    """What the assertions of the run have told, by test and number."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, int], dict[str, Any]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        for name, value in report.user_properties if report.when == "teardown" else ():
            if name == "theorysim":
                row = json.loads(str(value))
                self.rows[report.nodeid, row["n"]] = {"test": report.nodeid, **row}

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
        if self.rows:
            terminalreporter.section("theorysim")
            for line in summary(list(self.rows.values()), config.option.theorysim_error_budget, config.option.theorysim_seed):
                terminalreporter.write_line(line)


def summary(rows: list[dict[str, Any]], budget: float, seed: int) -> Generator[str, None, None]:
    """Return the table of bounds, those of the least slack first, and what was spent of the budget."""
    from theorysim.show.table import table

    least: dict[tuple[str, str], dict[str, Any]] = {}  # a claim that is asserted again and again has one line
    for row in sorted((r for r in rows if "says" in r), key=_slack):
        least.setdefault((row["test"], row["says"]), row)
    cells = [(_end(r["test"]), _start(r["says"]), r["measured"], r["bound"], r["slack"]) for r in least.values()]
    if cells:
        yield from table([("test", "sentence", "measured", "bound", "slack"), *cells[:SHOWN]], right=(4,))
    if cells[SHOWN:]:
        yield f"and {len(cells) - SHOWN} more, of no less slack"
    spent = [r["spent"] for r in rows if "spent" in r and not r["outside"]]
    beside = [r["spent"] for r in rows if "spent" in r and r["outside"]]
    if spent or beside:
        yield f"error budget {budget:g}, of which {_count(spent)} spent {sum(spent):.3g}; seed {seed}"
        if beside:
            yield f"outside of it {_count(beside)} gave {sum(beside):.3g}"
        yield f"some true claim of this run fails with probability {min(1, budget * bool(spent) + sum(beside)):.4g} at most"


def _slack(row: dict[str, Any]) -> tuple[float, str, int]:
    return (row["slack"] if row["slack"] is not None else float("inf"), row["test"], row["n"])


def _count(levels: list[float]) -> str:
    return f"{len(levels)} random assertion{'s' * (len(levels) != 1)}"


def _start(text: str) -> str:
    return text if len(text) <= SENTENCE else text[: SENTENCE - 3].rstrip() + "..."


def _end(text: str) -> str:
    return text if len(text) <= TEST else "..." + text[3 - TEST :]
