"""The notebooks in a real browser: opened, run, a slider moved by the keyboard, and the page's number is that of the copied command."""

import json
import shlex
import shutil
import statistics

import browsing
import lectures
import nbformat
import pytest
from lab import CLOCK, NOTEBOOKS, READY, SLOW, browser, missing, opened, server

from theorysim.cli import main

pytestmark = pytest.mark.browser
MOVES = 30
OF_THE_NETWORK = ("Failed to load resource", "WebSocket")  # a kernel that is not yet there; the client asks again
FOLDER = []  # where the notebooks lie
PAGES = ".theorysim-page:has(.theorysim-result)"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab with the notebooks, and a window."""
    if reason := missing():
        browsing.missing(reason)
    folder = tmp_path_factory.mktemp("lab")
    FOLDER[:] = [folder / "files"]
    (folder / "files").mkdir()
    for file in NOTEBOOKS:
        shutil.copy(file, folder / "files")
    lectures.beside(folder / "files")
    with server(folder) as address, browser(folder / "profile") as window:
        yield address, window


def said_by_the_command(command, capsys, folder=None):
    capsys.readouterr()
    written = ["-o", str(folder)] if command.startswith("theorysim game") else []
    assert main([*shlex.split(command)[1:], *written, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    return (None, "lost" if said["lost"] else "won") if written else (said["T"], said["outcome"])


def shown(page, place):
    """Return (T, outcome) of every run on a page, and the commands that it copies."""
    found = place.locator(".theorysim-result")
    results = [(json.loads(r.get_attribute("data-t")), r.get_attribute("data-outcome")) for r in found.all()]
    commands = []
    for button in place.locator('.theorysim-run > button:first-child[data-copy^="theorysim "]').all():  # whatever they say now
        button.click()
        commands.append(page.evaluate("navigator.clipboard.readText()"))
    return results, commands


def ours(errors):
    return [e for e in errors if not any(word in e for word in OF_THE_NETWORK)]


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda f: f.stem)
def test_a_slider_moves_the_page_to_the_number_of_the_command(lab, file, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(file.parent)  # where a file that a command names lies
    address, window = lab
    page, errors = opened(window, address, file.name)
    wanted = sum("explore(" in c.source for c in nbformat.read(file, 4).cells if c.cell_type == "code")
    try:
        page.wait_for_function("n => document.querySelectorAll('.theorysim-result').length >= n", arg=wanted, timeout=SLOW)
        page.wait_for_function(
            "() => ![...document.querySelectorAll('.jp-InputPrompt')].some(p => p.textContent.includes('*'))", timeout=SLOW
        )
        driven, given = 0, []
        for place in page.locator(PAGES).all():
            if not place.locator("button", has_text="copy the command").count():
                continue
            for command in place.locator(".theorysim-command").all():
                if command.inner_text().startswith("theorysim run"):
                    given.append(command.inner_text())
            before = place.locator(".theorysim-command").first.inner_text()
            place.locator(".noUi-handle").first.focus()
            page.keyboard.press("ArrowRight")
            page.wait_for_function(
                "([p, t]) => p.querySelector('.theorysim-command').innerText !== t", arg=[place.element_handle(), before], timeout=SLOW
            )
            results, commands = shown(page, place)
            assert [said_by_the_command(c, capsys, tmp_path) for c in commands] == results
            driven += 1
        assert driven >= 1
        assert file.stem != "where_the_loss_goes" or "--start=1.0,0.5 --epsilon 1e-06 --steps 500" in given[0]  # as in the cell
        assert page.locator(".theorysim-error").count() == 0 and page.locator("[data-mime-type$='stderr']").count() == 0
        assert ours(errors) == []
    finally:
        page.close()


def test_moves_of_a_slider_are_counted_in_milliseconds(lab, capsys, record_property):
    """The time from the key's event to the changed page, of thirty moves; measured and told, not asserted."""
    address, window = lab
    page, errors = opened(window, address, "why_clipping_wins.ipynb")
    page.wait_for_selector(PAGES, timeout=SLOW)
    page.wait_for_function("() => ![...document.querySelectorAll('.jp-InputPrompt')].some(p => p.textContent.includes('*'))", timeout=SLOW)
    page.evaluate(CLOCK)
    page.locator(".theorysim-page .noUi-handle").first.focus()
    for move in range(MOVES):
        page.keyboard.press("ArrowRight" if move % 2 else "ArrowLeft")
        page.wait_for_function("n => window.moves.length > n", arg=move, timeout=SLOW)
    moves = page.evaluate("window.moves")
    for _ in range(20):  # a drag: moves that do not wait for the picture
        page.keyboard.press("ArrowRight")
    place = page.locator(PAGES).first
    wanted = place.locator(".theorysim-knob input[type=text]").first
    page.wait_for_timeout(300)
    page.wait_for_function(READY, timeout=SLOW)
    results, (command, *_) = shown(page, place)
    assert f"method.eta={float(wanted.input_value())!r} " in command and results[0] == said_by_the_command(command, capsys)
    median, worst = statistics.median(moves), max(moves)
    record_property("milliseconds", {"median": median, "worst": worst})
    with capsys.disabled():
        print(f"\n{len(moves)} moves of a slider, from event to picture: median {median:.0f} ms, worst {worst:.0f} ms")
    assert len(moves) == MOVES and ours(errors) == []
    page.close()


def cell(lab, name, text):
    """Open a notebook of one cell and run it; gives the page, and its console's errors as they come."""
    address, window = lab
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [nbformat.v4.new_code_cell(f"from theorysim.explore import explore\n\n{text}")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), FOLDER[0] / f"{name}.ipynb")
    page, errors = opened(window, address, f"{name}.ipynb")
    page.wait_for_selector(".theorysim-result", timeout=SLOW)
    page.wait_for_selector(".theorysim-page output", timeout=SLOW)
    return page, page.locator(".theorysim-page"), errors


def test_runs_are_compared_pinned_and_stepped_through(lab, capsys):
    page, place, errors = cell(lab, "compared", 'page = explore("exponential", method="gradient_descent")')
    place.locator(".theorysim-menu-compare-with select").select_option(label="normalized_gradient_descent")
    page.wait_for_function("() => document.querySelectorAll('.theorysim-page .theorysim-result').length === 2", timeout=SLOW)
    place.get_by_role("button", name="pin this run").click()
    page.wait_for_function("() => document.querySelectorAll('.theorysim-page .theorysim-result').length === 3", timeout=SLOW)
    place.locator(".theorysim-slider-method-eta .noUi-handle").focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(1500)
    results, commands = shown(page, place)
    assert len({T for T, _ in results}) == 3 and [said_by_the_command(c, capsys) for c in commands] == results
    place.get_by_label("forward", exact=True).click()
    place.get_by_label("forward", exact=True).click()
    said = place.locator("output").inner_text()
    assert said.count("k = 2") == 3 and place.locator(".now .move").count() == 6  # a shaft and a head each
    place.get_by_role("button", name="unpin").click()
    page.wait_for_function("() => document.querySelectorAll('.theorysim-page .theorysim-result').length === 2", timeout=SLOW)
    place.locator("select").filter(has_text="nothing").last.select_option(label="epsilon")
    page.wait_for_function("() => document.querySelector('.theorysim-page').textContent.includes('T against epsilon')", timeout=SLOW)
    assert ours(errors) == []
    page.close()


def test_a_long_run_says_how_far_it_is_and_stops_while_sliders_answer(lab):
    call = 'page = explore("gaussian", method="sgd", objective="quadratic", epsilon=0, steps=2 * 10**9)'
    page, place, errors = cell(lab, "long", call)
    page.wait_for_function("() => document.querySelector('.theorysim-page').textContent.includes('of 2,000,000,000 steps')", timeout=SLOW)
    page.evaluate(CLOCK)
    place.locator(".theorysim-slider-method-eta .noUi-handle").focus()
    for move in range(10):
        page.keyboard.press("ArrowRight" if move % 2 else "ArrowLeft")
        page.wait_for_function("n => window.moves.length > n", arg=move, timeout=SLOW)
    print(f"\n10 moves during a long run: median {statistics.median(page.evaluate('window.moves')):.0f} ms")
    page.wait_for_function("() => document.querySelector('.theorysim-page').textContent.includes('running: ')", timeout=SLOW)
    place.get_by_role("button", name="stop", exact=True).click()
    page.wait_for_function("() => document.querySelector('.theorysim-page').textContent.includes('stopped by hand')", timeout=SLOW)
    assert "not reached in the first" in place.locator(".theorysim-result").inner_text() and ours(errors) == []
    page.close()


CUT_OFF = """() => [...document.querySelectorAll('.theorysim-page')].flatMap(page => {
  const edge = page.getBoundingClientRect().right + 1;
  return [...page.querySelectorAll('*')].filter(e => e.getBoundingClientRect().width > 1 && e.getBoundingClientRect().right > edge
    && !e.closest('svg')).map(e => e.className || e.tagName);
})"""
ONE_COLUMN = """() => {
  const rows = [...document.querySelectorAll('.theorysim-knob, [class*=theorysim-menu-]')].map(e => e.getBoundingClientRect());
  return rows.every((r, i) => !i || r.top >= rows[i - 1].bottom - 1) }"""


@pytest.mark.parametrize("what", ["exponential", "theorem-3.4.2"])
def test_on_a_narrow_window_nothing_is_cut_off(lab, what):
    page, place, errors = cell(lab, f"narrow-{what[:3]}", f'page = explore("{what}")')
    page.set_viewport_size({"width": 400, "height": 900})
    page.wait_for_timeout(500)
    assert place.bounding_box()["width"] < 400 and page.evaluate(CUT_OFF) == [] and page.evaluate(ONE_COLUMN)
    place.evaluate("e => { e.querySelector('select, .theorysim-view, .theorysim').style.minWidth = '900px' }")
    assert page.evaluate(CUT_OFF) != [] and ours(errors) == []
    page.close()


def test_a_lower_bound_is_played_pinned_and_drawn_against_a_slider(lab, capsys):
    page, place, errors = cell(lab, "lower", 'page = explore("theorem-3.4.2")')
    place.get_by_label("play", exact=True).click()
    page.wait_for_function("() => !document.querySelector('.theorysim-page output').innerText.includes('k = 0')", timeout=SLOW)
    place.get_by_role("button", name="pin this run").click()
    page.wait_for_function("() => document.querySelectorAll('.theorysim-page .theorysim-result').length === 3", timeout=SLOW)
    results, commands = shown(page, place)
    assert [said_by_the_command(c, capsys) for c in commands] == results
    place.locator("select").last.select_option(label="share")
    page.wait_for_function("() => document.querySelector('.theorysim-page').textContent.includes('T against share')", timeout=SLOW)
    assert ours(errors) == []
    page.close()


def test_an_error_on_the_page_is_seen(lab):
    _, window = lab
    page = window.new_page()
    errors = []
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.evaluate("() => { console.error('theorysim: planted'); setTimeout(() => { throw new Error('planted') }, 0) }")
    page.wait_for_timeout(200)
    assert len(ours(errors)) == 2
    page.close()
