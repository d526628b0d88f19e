"""What every test shares: verdicts are kept apart for each test, since a test may well break a judge, and no assertion counts.

The assertions of theorysim are what is tested here, so that none is told to this run, its budget or its table.

The tests of one statement go to one process, and so do those of a file; statements come first, what is about all of them last, so that
no process is left alone with a long file at the end.
"""

import hashlib
import signal
from functools import cache
from pathlib import Path

import pytest
from keeping import ANEW, JUDGED, NAMES, verdict_of

from theorysim import catalogue
from theorysim.chance.spending import Account, opened
from theorysim.memory import verdicts
from theorysim.simulate import run as simulate_run


@pytest.fixture(autouse=True)
def _own_verdicts(request, tmp_path_factory, monkeypatch):
    name = hashlib.sha256(request.node.nodeid.encode()).hexdigest()[:16]
    monkeypatch.setattr(verdicts, "folder", lambda: tmp_path_factory.getbasetemp() / "verdicts" / name)


@pytest.fixture(scope="session")
def judged(tmp_path_factory, worker_id):
    """Return a function of a statement's name: its verdicts at quick effort, and whether it is done; judged once a run."""
    own = tmp_path_factory.getbasetemp()
    run = (own if worker_id == "master" else own.parent) / "judged"  # every process of a run has the same
    return cache(lambda name: verdict_of(name, run)[1:3])


def pytest_terminal_summary(terminalreporter):
    terminalreporter.write_line(f"statements judged: {len(JUDGED)} of {len(NAMES)} (THEORYSIM_ANEW={ANEW})")


OF_A_STATEMENT = ("test_every_statement", "test_mutations")


def group(nodeid):
    """Return the tests that go to one process together: those of a statement, else those of a file."""
    file, _, test = nodeid.partition("::")
    name = test.partition("[")[2].removesuffix("]")
    return name if Path(file).stem in OF_A_STATEMENT and name in catalogue.inventory() else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    from xdist.scheduler import LoadScopeScheduling

    class ByGroup(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return group(nodeid)

    return ByGroup(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    def place(item):
        """Return where a test comes: of a statement; of a file, the longest first; of all statements."""
        if item.path.stem not in OF_A_STATEMENT:
            return 1, -item.path.stat().st_size, item.path.stem
        one = group(item.nodeid)
        return (0, 0, one) if one in catalogue.inventory() else (2, 0, item.path.stem)

    items.sort(key=place)


@pytest.fixture
def in_lanes(monkeypatch):
    """Compile lanes for as many trajectories as are ever given to them, however short these are."""
    monkeypatch.setattr(simulate_run, "PAYS", -1)


@pytest.fixture(autouse=True)
def _own_account():
    with opened(Account()):
        yield


if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell's background job: what is started here is to hear Ctrl-C all the same
    signal.signal(signal.SIGINT, signal.default_int_handler)
