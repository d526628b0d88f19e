"""What every test shares: verdicts are kept apart for each test, since a test may well break a judge."""

import hashlib

import pytest

from theorysim import kept


@pytest.fixture(autouse=True)
def _own_verdicts(request, tmp_path_factory, monkeypatch):
    name = hashlib.sha256(request.node.nodeid.encode()).hexdigest()[:16]
    monkeypatch.setattr(kept, "folder", lambda: tmp_path_factory.getbasetemp() / "verdicts" / name)
