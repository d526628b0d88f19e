"""Each lecture runs from top to bottom in a kernel of its own, says nothing on stderr, and is stored with what it says.

Its exercises have cells that check an answer: the right one is told from a wrong one.
"""

import re
import shlex
import sys
import time
from html import escape

import lectures
import nbformat
import pytest
from jupyter_client.manager import start_new_kernel
from lab import NOTEBOOKS
from nbclient.exceptions import CellExecutionError

from theorysim.cli import main
from theorysim.explore.exercise import checked

LIMIT = 60  # seconds of a message
LARGEST = 400_000  # bytes of a lecture, so that it is read as a difference
ANSWERS = {  # of each checking cell one that is right, and one that is not, with what is said of that
    "heavy_tails": [
        ("lambda x: 1 / np.mean(np.log(np.abs(x)))", "np.mean", "of draws with the index 1.2"),
        ("2", "100", "the median of x^2 is"),
    ],
    "how_a_lower_bound_is_built": [
        ("0.1", "1", "there the curvature is"),
        ("1.1", "1.9", "in the proof, with c = 2"),
        ("0.5", "10**9", "exponential: T = None"),
    ],
    "the_resisting_oracle": [
        (
            "lambda asked, theta: max(asked) - theta * min([1] + [abs(a - b) for a in asked for b in asked if a != b])",
            "lambda asked, theta: max(asked) - theta",
            "asked at [5, 0, 1, 4.5]",
        ),
        ("13", "6", "6 questions cost 22 only"),
        ("5", "0.5", "there is one that takes 20"),
    ],
    "two_lower_bounds": [
        (
            "lambda heads, k, p, q: 1 + 1 / (1 + (q / p) ** heads * ((1 - q) / (1 - p)) ** (k - heads))",
            "lambda heads, k, p, q: Fraction(3, 2)",
            "above the least that any rule has",
        ),
        ('"sgd", {"eta": 2}', '"sgd", {"eta": 30}', "staying at 0 it is 3.297"),
        ("10", "3", "times the bound"),
        ("1000", "30", "the error is 7.429 times the bound"),
    ],
    "where_the_loss_goes": [
        ("0.0346", "0.03", "it is a cycle of 2"),
        ("0.42", "0.3", "after 3000 steps the gradient is"),
        ("lambda window: window % 8 == 0", "lambda window: window == 8", "with a window of 16"),
    ],
    "why_clipping_wins": [
        ("0.25, 1", "0.01, 0.04", "from 3 clipping takes 17 steps, and this takes 310"),
        ("50", "49", "it takes more"),
        ("lambda x0, M: x0 / M", "lambda x0, M: 3 * x0 / M", "never arrives"),
    ],
}
CHECKS, ANSWER = "\ncheck(answer", re.compile("^answer = .*$", re.M)


def checking(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code" and CHECKS in cell.source]


def kept(cell):
    return [o.data for o in cell.get("outputs", []) if "text/html" in o.get("data", {})]


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda f: f.stem)
def test_it_asks_shows_and_has_exercises_with_a_cell_that_checks(file):
    notebook = nbformat.read(file, 4)
    nbformat.validate(notebook)
    assert sum("explore(" in c.source for c in notebook.cells if c.cell_type == "code") >= 2
    assert notebook.cells[0].source.startswith("# ") and "**" in notebook.cells[0].source
    (first,) = [i for i, c in enumerate(notebook.cells) if "## Exercises" in c.source]
    checks = checking(notebook)
    assert len(checks) == len(ANSWERS[file.stem]) >= 2 and all(notebook.cells.index(c) > first for c in checks)
    assert all(len(ANSWER.findall(c.source)) == 1 and c.outputs[0].text.startswith("No answer yet") for c in checks)


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda f: f.stem)
def test_it_is_stored_executed_and_its_outputs_are_those_of_its_cells(file):
    notebook = nbformat.read(file, 4)
    code = [c for c in notebook.cells if c.cell_type == "code"]
    assert notebook.metadata.theorysim.outputs_of == lectures.digest(notebook), "execute it anew: make lectures"
    assert [c.execution_count for c in code] == list(range(1, len(code) + 1)) and file.stat().st_size < LARGEST
    for cell in code:
        pages = kept(cell)
        assert len(pages) == cell.source.count("= explore(") and not any(lectures.WIDGET in o.get("data", {}) for o in cell.outputs)
        for page in pages:
            assert "<svg" in page["text/html"] and all(
                line.strip() in page["text/html"] for line in escape(page["text/plain"]).splitlines()
            )


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda f: f.stem)
def test_what_a_stored_page_says_is_what_its_command_says_now(file, tmp_path, monkeypatch, capsys):
    lectures.beside(tmp_path)
    monkeypatch.chdir(tmp_path)
    said = [line for cell in nbformat.read(file, 4).cells for page in kept(cell) for line in page["text/plain"].splitlines()]
    pairs = [(said[i - 1], line) for i, line in enumerate(said) if line.startswith("theorysim run ")]
    assert pairs
    for line, command in pairs:
        assert main(shlex.split(command)[1:]) == 0
        said_of_it = line[line.find("final: ") :] if "final: " in line else line.rpartition(": T = ")[2].removeprefix("T = ")
        assert said_of_it in capsys.readouterr().out, command


def test_there_are_six():
    assert len(NOTEBOOKS) == 6


def test_an_answer_is_checked():
    def odd(n):
        return f"{n} is even" if n % 2 == 0 else None

    assert checked(3, odd, lambda n: None) == "Right." and checked(4, odd) == "Not yet: 4 is even"
    assert checked(None, odd).startswith("No answer yet") and checked((1, None), odd).startswith("No answer yet")
    assert checked("x", odd).startswith("Not yet: ") and checked(3, odd, lambda n: "no") == "Not yet: no"
    with pytest.raises(KeyboardInterrupt):
        checked(3, lambda n: (_ for _ in ()).throw(KeyboardInterrupt()))


def test_a_cell_that_was_changed_is_seen():
    notebook = nbformat.read(NOTEBOOKS[0], 4)
    next(c for c in notebook.cells if c.cell_type == "code").source += "\n1"
    assert notebook.metadata.theorysim.outputs_of != lectures.digest(notebook)


def without_digits(html):
    """Return the markup of a picture; its numbers may differ in the last digit on another machine."""
    return re.sub(r"[-\d., eE+]+", "#", html)


@pytest.mark.notebook
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning:zmq")
@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda f: f.stem)
def test_run_from_top_to_bottom_it_says_what_it_says_and_answers_are_told_apart(file, tmp_path):
    lectures.beside(tmp_path)
    stored, notebook = nbformat.read(file, 4), nbformat.read(file, 4)
    for cell, (right, wrong, _) in zip(checking(stored), ANSWERS[file.stem], strict=True):
        notebook.cells += [nbformat.v4.new_code_cell(ANSWER.sub(f"answer = {answer}", cell.source)) for answer in (right, wrong)]
    new = lectures.shipped(lectures.executed(notebook, tmp_path))
    for before, after in zip(stored.cells, new.cells, strict=False):
        streams = [[(o.name, o.text) for o in c.get("outputs", []) if o.output_type == "stream"] for c in (before, after)]
        assert streams[0] == streams[1] and all(name == "stdout" for name, _ in streams[1]), "execute it anew: make lectures"
        for one, two in zip(kept(before), kept(after), strict=True):
            assert one["text/plain"] == two["text/plain"] and without_digits(one["text/html"]) == without_digits(two["text/html"])
    told = ["".join(o.text for o in cell.outputs) for cell in new.cells[len(stored.cells) :]]
    assert told[::2] == ["Right.\n"] * len(ANSWERS[file.stem])
    for said, (_, _, why) in zip(told[1::2], ANSWERS[file.stem], strict=True):
        assert said.startswith("Not yet: ") and why in said


@pytest.mark.notebook
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning:zmq")
def test_a_cell_that_fails_is_seen(tmp_path):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")])
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        lectures.executed(notebook, tmp_path)


LONG = """
import theorysim
setting = "gradient_descent", "quadratic", {"method.eta": 1e-12}
theorysim.run(*setting, epsilon=0, steps=10, trace=TRACE)
print("here", flush=True)
theorysim.run(*setting, epsilon=0, steps=10**15, trace=TRACE)
"""


@pytest.mark.notebook
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning:zmq")
def test_ctrl_c_ends_a_compiled_run_within_a_second_and_the_kernel_lives_on():
    manager, client = start_new_kernel()
    try:
        for trace in (None, "log"):
            asked = client.execute(LONG.replace("TRACE", repr(trace)), stop_on_error=False)  # else what is asked soon after is aborted
            while (said := client.get_iopub_msg(timeout=LIMIT))["content"].get("text") != "here\n":
                assert said["header"]["msg_type"] != "error" or said["parent_header"]["msg_id"] != asked, said["content"]
            time.sleep(0.3)
            begun = time.monotonic()
            manager.interrupt_kernel()
            while (reply := client.get_shell_msg(timeout=LIMIT))["parent_header"].get("msg_id") != asked:
                pass
            assert reply["content"]["ename"] == "KeyboardInterrupt" and time.monotonic() - begun < 3  # a second, where nothing else runs
        client.execute("print(1 + 1)")
        while client.get_iopub_msg(timeout=LIMIT)["content"].get("text") != "2\n":
            pass
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
