"""What every test shares: verdicts are kept apart for each test, since a test may well break a judge, and no assertion counts.

The assertions of theorysim are what is tested here, so that none is told to this run, its budget or its table.
"""

import hashlib
import signal

import pytest

from theorysim.chance.spending import Account, opened
from theorysim.memory import verdicts


@pytest.fixture(autouse=True)
def _own_verdicts(request, tmp_path_factory, monkeypatch):
    name = hashlib.sha256(request.node.nodeid.encode()).hexdigest()[:16]
    monkeypatch.setattr(verdicts, "folder", lambda: tmp_path_factory.getbasetemp() / "verdicts" / name)


@pytest.fixture(autouse=True)
def _own_account():
    with opened(Account()):
        yield


if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell's background job: what is started here is to hear Ctrl-C all the same
    signal.signal(signal.SIGINT, signal.default_int_handler)
