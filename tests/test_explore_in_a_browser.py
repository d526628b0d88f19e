"""A page in JupyterLab: sliders that say their number, menus in groups, and what is there without a kernel."""

import browsing
import nbformat
import pytest
from lab import SLOW, browser, missing, opened, server

pytestmark = pytest.mark.browser
CELL = 'from theorysim.explore import explore\n\npage = explore("theorem-3.4.1", epsilon=0.25)\npage.set("epsilon", 0.5)'
NAME = "page.ipynb"
HANDLE, FIELD, KEPT = ".theorysim-page .noUi-handle", ".theorysim-knob input[type=text]", ".theorysim-kept"
RESET = """s => (document.querySelector(s)?.getAttribute("aria-label") ?? "").startsWith("L1: ")
  && ![...document.querySelectorAll(".theorysim-word")].some(w => w.textContent.includes("momentum"))"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab with one page, and a window."""
    if reason := missing():
        browsing.missing(reason)
    folder = tmp_path_factory.mktemp("page")
    (folder / "files").mkdir()
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)], metadata={"kernelspec": kernel})
    nbformat.write(notebook, folder / "files" / NAME)
    with server(folder) as address, browser(folder / "profile") as window:
        page, errors = opened(window, address, NAME)
        page.wait_for_selector(".theorysim-page .theorysim-result", timeout=SLOW)
        page.wait_for_selector(f"{HANDLE}[aria-label]", timeout=SLOW)
        yield page, errors, address, window


def heard(page, place=0):
    """Return what a listener hears of a slider."""
    handle = page.locator(HANDLE).nth(place)
    return [handle.get_attribute(f"aria-{name}") for name in ("label", "valuetext", "valuenow", "valuemin", "valuemax")]


def settled(page, number, place=0):
    page.wait_for_function("([s, i, n]) => document.querySelectorAll(s)[i].value === n", arg=[FIELD, place, number], timeout=SLOW)


def test_a_slider_says_its_name_and_its_number(lab):
    page, errors, *_ = lab
    settled(page, "0.5", place=2)  # what the cell has set, whatever the browser tells of its sliders as it makes them
    page.wait_for_timeout(500)
    assert heard(page, 2)[1] == "0.5" and "--epsilon 0.5 " in page.locator(".theorysim-page .theorysim-command").inner_text()
    assert heard(page) == ["L1: how fast it grows", "2", "2", "0.002", "2000"]
    page.locator(HANDLE).first.focus()
    page.keyboard.press("ArrowRight")
    assert heard(page)[1:3] == ["2.1", "2.1"]  # at once, before the picture
    settled(page, "2.1")
    for _ in range(12):  # faster than the picture
        page.keyboard.press("ArrowLeft")
    settled(page, "0.99")
    assert heard(page)[1] == "0.99" and page.evaluate("document.activeElement.classList.contains('noUi-handle')")
    assert page.locator(FIELD).first.get_attribute("aria-label") == "L1: how fast it grows"
    page.locator(FIELD).first.fill("1.2345")
    page.keyboard.press("Enter")
    page.wait_for_function("s => document.querySelector(s).getAttribute('aria-valuetext') === '1.2345'", arg=HANDLE, timeout=SLOW)
    page.locator(FIELD).first.fill("-1")
    page.keyboard.press("Enter")
    settled(page, "1.2345")  # the number of the picture
    assert page.locator(".theorysim-error").inner_text().startswith("objective.L1 is -1, outside") and errors == []


def test_menus_are_in_groups_and_choose(lab):
    page, errors, *_ = lab
    menu = page.locator(".theorysim-page select").first
    assert menu.evaluate("s => [...s.children].map(c => c.tagName + ' ' + c.label)") == [
        "OPTGROUP deterministic", "OPTGROUP stochastic", "OPTGROUP wrapped"
    ]  # fmt: skip
    menu.select_option(label="heavy_ball")
    page.wait_for_selector(".theorysim-word:has-text('momentum')", timeout=SLOW)
    page.get_by_role("button", name="reset").click()
    chosen = "() => { const s = document.querySelector('.theorysim-page select'); return s.options[s.selectedIndex].textContent }"
    page.wait_for_function(f"() => ({chosen})() === 'clipped_gradient_descent'", timeout=SLOW)
    page.wait_for_function(RESET, arg=HANDLE, timeout=SLOW)  # the sliders of the place stand there, and no others
    assert errors == []


def test_without_its_kernel_a_page_says_so_and_a_reopened_notebook_shows_the_last_picture(lab):
    page, _, address, window = lab
    page.locator(HANDLE).first.focus()
    page.keyboard.press("ArrowRight")
    settled(page, "2.1")
    result = page.locator(".theorysim-page .theorysim-result").inner_text()
    assert not page.locator(KEPT).is_visible()
    page.wait_for_function("t => document.querySelector('.theorysim-kept').textContent.includes('L1=2.1')", arg=KEPT, timeout=SLOW)
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.evaluate("() => { window.jupyterapp.shell.currentWidget.context.sessionContext.restartKernel() }")
    said = "getComputedStyle(document.querySelector('.theorysim-page'), '::before').content"
    page.wait_for_function(f"() => {said}.includes('The kernel of this page is gone')", timeout=SLOW)
    page.close()
    again = window.new_page()
    again.goto(f"{address}/lab/workspaces/again/tree/{NAME}?token=theorysim&reset", timeout=SLOW)
    again.wait_for_selector(KEPT, state="visible", timeout=SLOW)
    assert again.locator(f"{KEPT} .theorysim-result").inner_text() == result and again.locator(f"{KEPT} svg").count()
    assert "objective.L1=2.1 " in again.locator(KEPT).inner_text() and not again.get_by_text("Error displaying widget").is_visible()
    again.close()
