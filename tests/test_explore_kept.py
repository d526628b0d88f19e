"""The last picture, T and command of a page stay in a notebook that is saved, exported or reopened: without widgets, without a kernel."""

import re

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from theorysim.explore import explore, kept
from theorysim.explore.kept import Kept

BEGUN = 'from theorysim.explore import explore\npage = explore("exponential", {"eta": 0.02}, method="gradient_descent")'
MOVED = 'page.set("objective.L1", 3)\npage.controls["epsilon"].move(0.6)'
T = re.compile(r'data-t="(\d+)"')


def handed(monkeypatch):
    """Return what is told to a front end: each bundle that is shown or changed."""
    told = []

    class Handle:
        def update(self, bundle, raw):
            told.append(bundle)

    monkeypatch.setattr("IPython.display.display", lambda bundle, **words: told.append(bundle) or Handle())
    return told


def test_what_is_kept_is_what_the_page_shows(monkeypatch):
    told = handed(monkeypatch)
    page = explore("exponential")
    assert told == []  # there is no notebook
    page.kept.show()
    for move in range(3):
        (ran,) = page.shown.runs
        html, plain = told[-1]["text/html"], told[-1]["text/plain"]
        assert len(told) == move + 1 and T.findall(html) == T.findall(page.view.value) == [str(ran.T)]
        assert ran.line() in html and ran.command() in html and plain == f"{ran.line()}\n{ran.command()}"
        assert re.search("<svg.*</svg>", html, re.S)[0] in page.view.value and "<script" not in html and "<button" not in html
        page.set("objective.L1", 3 + move)


def test_a_slider_waits_for_no_copy(monkeypatch):
    """Where a loop runs the copy follows once nothing has changed for a moment, and then once."""
    import asyncio

    told = handed(monkeypatch)

    async def moved():
        page = explore("exponential")
        page.kept.show()
        for place in (0.6, 0.7, 0.8):
            page.controls["objective.L1"].move(place)
        assert len(told) == 1
        monkeypatch.setattr(kept, "LATER", 0)
        page.controls["objective.L1"].move(0.65)
        await asyncio.sleep(0.05)
        assert len(told) == 2 and told[-1] is page.kept.bundle

    asyncio.run(moved())


def test_a_page_without_its_copy_goes_on(monkeypatch):
    page = explore("exponential")

    class Gone:
        def update(self, bundle, raw):
            raise RuntimeError("no front end")

    page.kept.handle = Gone()
    page.set("objective.L1", 3)
    assert not page.error


def test_it_is_hidden_by_the_page_alone():
    one, two = Kept("one"), Kept("two")
    assert one.rule() != two.rule() and "theorysim-kept-one{display:none}" in one.rule()


@pytest.mark.notebook
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning:zmq")
@pytest.mark.parametrize("widgets", [True, False], ids=["with the widgets' state", "without it"])
def test_an_exported_notebook_shows_the_last_picture_with_t_and_the_command(tmp_path, widgets):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in (BEGUN, MOVED, "page.shown.runs[0].command()")])
    NotebookClient(notebook, timeout=120, store_widget_state=widgets, resources={"metadata": {"path": str(tmp_path)}}).execute()
    assert bool(notebook.metadata.get("widgets")) == widgets
    command = eval(notebook.cells[2].outputs[0].data["text/plain"])
    assert "objective.L1=3.0" in command
    html, _ = HTMLExporter().from_notebook_node(notebook)
    (found,) = re.findall(r'<div class="theorysim-kept .*?</div>\s*</div>\s*</div>', html, re.S)
    assert "<svg" in found and command in found and len(T.findall(found)) == 1 and f"T = {T.findall(found)[0]}" in found
