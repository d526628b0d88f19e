"""Entries are found by their file, listed without an import, and named with a hint when they are misspelt."""

import shutil
import subprocess
import sys

import pytest

from theorysim import catalogue
from theorysim.cli import main
from theorysim.model import Objective

HUBER = catalogue.PACKAGE / "objectives" / "huber.py"


@pytest.fixture
def mine(tmp_path):
    return shutil.copy(HUBER, tmp_path / "huber.py")


def test_listing_imports_no_entry():
    code = (
        "import sys; from theorysim import catalogue; n = sum(len(catalogue.entries(k)) for k in catalogue.KINDS); "
        "print(n, *(m for m in sys.modules if m.startswith('theorysim.')))"
    )
    count, *modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert int(count) > 50
    assert {*modules} == {f"theorysim.{m}" for m in ("catalogue", "outside", "sweep", "sweep.signals", "naming", "entries", "domains")}


@pytest.mark.parametrize("kind", [k for k in catalogue.KINDS if k != "studies"])
def test_every_entry_listed_loads_as_its_kind(kind):
    for entry in catalogue.entries(kind):
        assert type(catalogue.load(kind, entry.name)).__name__ == catalogue.RECORDS[kind]
        assert entry.summary and entry.path.is_file()


@pytest.mark.parametrize("kind", ["objectives", "methods", "oracles", "assumptions", "quantities"])
def test_every_file_of_a_kind_is_an_entry_a_wrapper_or_a_part_that_others_share(kind):
    texts = {p.stem: p.read_text() for p in (catalogue.PACKAGE / kind).glob("*.py") if p.stem != "__init__"}
    wrappers = {w.name for w in catalogue.wrappers(kind)}
    assert not wrappers & set(catalogue.names(kind))
    rest = set(texts) - set(catalogue.names(kind)) - wrappers
    assert [name for name in rest if not any(f"theorysim.{kind}.{name} import" in text for text in texts.values())] == []


def test_wrappers_are_found_by_their_file():
    assert [w.name for w in catalogue.wrappers("objectives")] == ["separable"]
    assert "averaged" in {w.name for w in catalogue.wrappers("methods")} and catalogue.wrappers("studies") == ()


def test_statements_are_named_by_their_identifier_and_stand_in_the_inventory():
    assert "theorem-3.4.1" in catalogue.names("statements")
    assert set(catalogue.names("statements")) <= set(catalogue.inventory())


@pytest.mark.parametrize(
    "name, kinds, said",
    [
        ("hubr", ("objectives",), "no objective 'hubr'; did you mean huber?"),
        ("theorem-3.4.11", ("statements",), "did you mean theorem-3.4.1"),
        ("gradient_decent", catalogue.KINDS, "did you mean gradient_descent"),
        ("zzzzzz", ("quantities",), "no quantity 'zzzzzz'; see `theorysim list quantities`"),
        ("zzzzzz", catalogue.KINDS, "no entry 'zzzzzz'; see `theorysim list`"),
        ("mine.py", ("methods",), "write mine.py:NAME"),
    ],
)
def test_an_unknown_name_is_said_with_near_ones(name, kinds, said):
    with pytest.raises(catalogue.Unknown) as error:
        catalogue.find(name, kinds)
    assert said in str(error.value)


def test_a_slip_of_the_pen_parses_no_file_of_another_kind(monkeypatch):
    """There are hundreds; a name that one of them has is still found there."""
    parsed, parse = [], catalogue._parsed
    monkeypatch.setattr(catalogue, "_parsed", lambda path: parsed.append(path) or parse(path))
    catalogue.entries.cache_clear()
    catalogue._found.cache_clear()
    with pytest.raises(catalogue.Unknown, match="did you mean condition_number"):
        catalogue.find("condition_numbr", ("studies",))
    assert {path.name for path in parsed} <= {"study.py"}
    with pytest.raises(catalogue.Unknown, match="huber is one of the objectives"):
        catalogue.find("Huber", ("studies",))


def test_an_unknown_kind():
    with pytest.raises(catalogue.Unknown, match="did you mean methods"):
        catalogue.entries("method")


def test_a_file_of_ones_own_is_loaded(mine):
    record = catalogue.load("objectives", f"{mine}:huber")
    assert isinstance(record, Objective) and record is not catalogue.load("objectives", "huber")
    assert catalogue.load("objectives", f"{mine}:huber") is record
    assert "huber" not in sys.modules  # no module of that name is hidden
    entry = catalogue.in_file(f"{mine}:huber")
    assert (entry.kind, entry.summary) == ("objectives", catalogue.find("huber").summary)


def test_a_copy_runs_as_the_original_does(mine, capsys):
    words = ["-p", "eta=0.5", "--start", "4", "--json"]
    assert main(["run", "gradient_descent", "huber", *words]) == 0
    original = capsys.readouterr().out
    assert main(["run", "gradient_descent", f"{mine}:huber", *words]) == 0
    copied = capsys.readouterr().out
    assert copied.replace(f"{mine}:huber", "huber").split('"seconds"')[0] == original.split('"seconds"')[0]


@pytest.mark.parametrize(
    "text, name, said",
    [
        ("x = (", "x", "cannot be imported: SyntaxError"),
        ("import nothing_of_this_name", "x", "cannot be imported: ModuleNotFoundError"),
        ("raise SystemExit(5)", "x", "cannot be imported: SystemExit"),
        ("huber = 1", "hubr", "did you mean huber"),
        ("", "x", "has no 'x'"),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path, text, name, said):
    file = tmp_path / "own.py"
    file.write_text(text)
    with pytest.raises(catalogue.Unknown) as error:
        catalogue.load("methods", f"{file}:{name}")
    assert said in str(error.value)


def test_a_file_that_is_not_there():
    with pytest.raises(catalogue.Unknown, match="there is no file nowhere.py"):
        catalogue.load("methods", "nowhere.py:x")
