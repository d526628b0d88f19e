"""The doctor: green with what every command needs, says what is missing and the command for it, and sees what is broken."""

import importlib.metadata
import json
from pathlib import Path

import pytest

from theorysim.cli import main
from theorysim.commands import doctor, verbs

BASE = ("numpy", "scipy", "numba", "sympy", "matplotlib", "typer", "rich", "pydantic", "python-flint", "jinja2")


@pytest.fixture
def quick(monkeypatch):
    """Leave out what compiles: one test has it."""
    monkeypatch.setattr(doctor, "_kernels", lambda: doctor.Row("kernels", "compiled", extra="base"))


@pytest.fixture
def without(monkeypatch):
    """Have packages be missing, or of another version."""
    known = importlib.metadata.version

    def change(**versions):
        def version(name):
            found = versions[name] if name in versions else known(name)
            if found is None:
                raise importlib.metadata.PackageNotFoundError(name)
            return found

        monkeypatch.setattr(importlib.metadata, "version", version)

    return change


def test_all_is_found_and_a_kernel_compiles(capsys):
    assert main(["doctor", "--json"]) == 0
    rows = {r["name"]: r for r in json.loads(capsys.readouterr().out)}
    assert set(rows) >= {*BASE, "theorysim", "kernels", "cache", "cores", "C compiler", "hypothesis", "pandas", "jupyterlab", "pytest"}
    assert all(rows[name]["found"] and rows[name]["extra"] == "base" and rows[name]["install"] is None for name in BASE)
    assert "counted right" in rows["kernels"]["found"] and rows["pandas"]["extra"] == "frames"


def test_what_is_compiled_to_try_is_not_kept(monkeypatch, tmp_path):
    monkeypatch.setenv("THEORYSIM_CACHE", str(tmp_path))
    assert doctor._kernels().found and list(tmp_path.rglob("*.bin")) == []
    assert doctor.os.environ["THEORYSIM_CACHE"] == str(tmp_path)


def test_a_missing_extra_is_named_with_its_command_and_is_no_error(quick, without, capsys):
    without(pandas=None, hypothesis=None, pytest=None)
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    assert "[frames] missing: pandas; pip install 'theorysim[frames]'" in " ".join(out.split())
    assert "missing: hypothesis; pip install 'theorysim[falsify]'" in out and "missing: pytest; pip install 'theorysim[test]'" in out
    assert out.endswith("in order; without falsify, frames, test\n")


@pytest.mark.parametrize(
    "versions, said",
    [
        ({"sympy": None}, "sympy: pip install 'sympy>=1.13'"),
        ({"rich": ""}, "rich: pip install --force-reinstall rich (what is installed does not say its version)"),
        ({"numpy": "1.20.3"}, "numpy: pip install 'numpy>=1.26' (there is 1.20.3, it needs >=1.26)"),
    ],
)
def test_what_every_command_needs_is_an_error_where_it_is_missing_or_old(versions, said, without, capsys):
    without(**versions)
    assert main(["doctor"]) == 2
    printed = capsys.readouterr()
    assert printed.err == f"theorysim: error: {said}\n"
    assert f"not in order: {next(iter(versions))}\n" in printed.out and "kernels" not in printed.out


@pytest.mark.parametrize("error", [SystemError, SystemExit])
def test_a_library_that_cannot_be_imported_is_an_error(error, monkeypatch, quick, capsys):
    def broken(name):
        if name == "numba":
            raise error("initialization of _internal failed\nwithout raising an exception")

    monkeypatch.setattr(doctor, "import_module", broken)
    assert main(["doctor"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("theorysim: error: numba: pip install --force-reinstall numba") and f"{error.__name__}: initialization" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("what", ["raises", "counts wrong"])
def test_a_kernel_that_does_not_work_is_an_error(what, monkeypatch, capsys):
    def run(*_, **__):
        if what == "raises":
            raise RuntimeError("no compiler")
        return type("Run", (), {"T": 4})

    monkeypatch.setattr(verbs, "run", run)
    assert main(["doctor"]) == 2
    assert ("no compiler" if what == "raises" else "8 was halved 4 times") in capsys.readouterr().err


def test_a_cache_that_cannot_be_written_is_told_and_is_no_error(quick, monkeypatch, capsys, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("THEORYSIM_CACHE", str(tmp_path / "file" / "below"))
    assert main(["doctor"]) == 0
    assert "cannot be written" in capsys.readouterr().out


def test_sources_that_are_not_installed_are_told(monkeypatch, quick, capsys):
    def requires(name):
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "requires", requires)
    assert main(["doctor"]) == 2 and "is not installed" in capsys.readouterr().err


def test_the_needs_are_those_of_the_package():
    import tomllib

    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())["project"]
    found = doctor.needs()
    names = {extra: {name for name, _ in packages} for extra, packages in found.items()}
    assert names["base"] == {d.partition(">")[0] for d in project["dependencies"]} == set(BASE)
    assert names["falsify"] == {"hypothesis"} and names["frames"] == {"pandas", "pyarrow"}
    assert dict(found["base"])["numpy"] == ">=1.26"


@pytest.mark.parametrize(
    "version, wanted, fits",
    [("1.26.4", ">=1.26", True), ("2.0", ">=1.26", True), ("1.9", ">=1.26", False), ("0.60.0rc1", ">=0.60", True), ("1", "", True)],
)
def test_versions_are_compared_as_numbers(version, wanted, fits):
    assert doctor.recent(version, wanted) is fits


@pytest.mark.parametrize(
    "text, said",
    [
        ("numpy>=1.26", ("numpy", ">=1.26", None)),
        ("numpy (>=1.26)", ("numpy", ">=1.26", None)),
        ("pandas>=2.1; extra == 'frames'", ("pandas", ">=2.1", "frames")),
        ('theorysim[falsify,frames]; extra == "all"', ("theorysim", "", "all")),
    ],
)
def test_a_line_of_the_metadata_is_read(text, said):
    found = doctor.NEED.match(text)
    assert found and (found[1], found[2].strip(), found[3]) == said
