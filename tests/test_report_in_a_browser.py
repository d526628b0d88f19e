"""The report in Chromium: no console error, no request but for the page itself; filters, links and copying work; stores of any state."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from browsing import browser
from test_report import CELLS, STUDY, changed

from theorysim import catalogue
from theorysim.cli import main
from theorysim.commands import report, study
from theorysim.memory import ledger
from theorysim.show import report as drawn
from theorysim.sweep.plan import canonical
from theorysim.sweep.store import Row, Store

pytestmark = pytest.mark.browser
MANY = """
says = "Many."
method = "gradient_descent"
objective = "huber"
steps = 1000
epsilon = "log:1e-3:1e-1:1000"
[p]
"method.eta" = "log:1e-3:1:100"
[figure]
x = "epsilon"
lines = ["method.eta"]
"""
BYTES = 2e6  # of the page of a store of 10^5 rows


@pytest.fixture(scope="module")
def chromium():
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    """Return a store in each state."""
    folder = tmp_path_factory.mktemp("stores")
    study = folder / "noise"
    study.mkdir()
    (study / "study.toml").write_text(STUDY)
    assert main(["study", str(study), "-o", str(study / "out")]) == 0
    whole = study / "out" / "cells.sqlite"
    Store(folder / "new.sqlite").close()
    return {
        "complete": whole,
        "partial": changed(whole, folder / "partial.sqlite", "DELETE FROM cells WHERE key IN (SELECT key FROM cells LIMIT 2)"),
        "empty": changed(whole, folder / "empty.sqlite", "DELETE FROM cells"),
        "new": folder / "new.sqlite",
        "failed": changed(whole, folder / "failed.sqlite", CELLS),
        "many": many(folder / "many"),
    }


def many(folder: Path) -> Path:
    """Fill a store with 10^5 rows of made-up numbers, T = 1/(epsilon eta)."""
    folder.mkdir()
    (folder / "study.toml").write_text(MANY)
    one = study.Planned(folder / "study.toml", study.Asked("many", {}))
    rows = []
    for key, text in one.plan.cells.items():
        spec = json.loads(text)
        T = int(1 / spec["epsilon"] / spec["parameters"]["method.eta"])
        there = [T] * (T <= 1000)
        said = {"T": there, "counts": [1] * len(there), "outcomes": {"reached" if there else "budget": 1}, "final": {"gap": 0.5}}
        rows.append(Row(key, one.codes[key], text, "done", canonical(said), 1e-4))
    with closing(Store(folder / "cells.sqlite")) as store:
        store.add(rows)
        store.write_note("study", one.said)
    return folder / "cells.sqlite"


def watched(context, wrong: list[str], file: Path):
    """Return a page that writes down its console, its errors and what it asks for besides one file."""
    page = context.new_page()
    page.on("console", lambda said: wrong.append(f"console: {said.text}"))
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("request", lambda asked: asked.url == file.as_uri() or wrong.append(f"request: {asked.url[:100]}"))
    return page


def test_what_goes_wrong_on_a_page_is_seen(chromium, tmp_path):
    file, wrong = tmp_path / "bad.html", []
    file.write_text("<p>x<img src='https://example.org/x.png'><script>console.error('one'); nothing.at.all</script>")
    context = chromium.new_context(offline=True)
    watched(context, wrong, file).goto(file.as_uri())
    context.close()
    assert {w.partition(":")[0] for w in wrong} == {"console", "error", "request"}


@pytest.fixture
def opened(chromium, tmp_path):
    """Write a report and open it; what goes wrong there fails the test at its end."""
    wrong: list[str] = []
    context = chromium.new_context(offline=True)

    def open_(*words: str, scheme: str = "light"):
        file = tmp_path / "page.html"
        assert main(["report", *map(str, words), "-o", str(file)]) == 0
        page = watched(context, wrong, file)
        page.emulate_media(color_scheme=scheme)
        page.goto(file.as_uri())
        return page

    yield open_
    context.close()
    assert wrong == []


def shown(page) -> list[str]:
    return page.eval_on_selector_all(".statement", "every => every.filter(e => e.offsetParent !== null).map(e => e.id)")


def test_the_filters_show_what_they_say(opened):
    page, rows = opened("--ledger"), ledger.listing()["statements"]
    every = [r["id"] for r in rows]
    assert sorted(shown(page)) == sorted(every) and page.inner_text("#shown") == f"{len(every)} of {len(every)} shown"
    for name, value, fits in [
        ("outcome", "refuted", lambda r: r["printed"]["outcome"] == "refuted"),
        ("outcome", "none", lambda r: r["printed"]["outcome"] is None),
        ("grade", "certified", lambda r: r["printed"]["grade"] == "certified"),
        ("cause", "constant", lambda r: r["cause"] == "constant"),
        ("chapter", "4", lambda r: r["chapter"] == 4),
        ("kind", "lower-bound", lambda r: r["kind"] == "lower-bound"),
    ]:
        page.select_option(f"select[name={name}]", value)
        wanted = [r["id"] for r in rows if fits(r)]
        assert sorted(shown(page)) == sorted(wanted) and 0 < len(wanted) < len(every)
        assert page.inner_text("#shown") == f"{len(wanted)} of {len(every)} shown"
        headings = page.eval_on_selector_all(".chapter h2", "every => every.filter(e => e.offsetParent !== null).map(e => e.id)")
        assert headings == [f"chapter-{c}" for c in sorted({r["chapter"] for r in rows if fits(r)})]
        page.click("button[type=reset]")
        page.locator("#shown").filter(has_text=f"{len(every)} of {len(every)}").wait_for()


def test_filters_and_words_narrow_each_other(opened):
    page, rows = opened("--ledger"), ledger.listing()["statements"]
    page.select_option("select[name=outcome]", "refuted")
    page.select_option("select[name=chapter]", "3")
    page.fill("input[name=text]", "Replay LEMMA")
    found = shown(page)
    assert found and set(found) < {r["id"] for r in rows if r["printed"]["outcome"] == "refuted" and r["chapter"] == 3}
    page.fill("input[name=text]", "no such words anywhere")
    assert shown(page) == [] and page.inner_text("#shown").startswith("0 of")
    hidden = next(iter(catalogue.inventory()))
    page.evaluate(f"location.hash = '{hidden}'")  # a link to what a filter hides shows it
    page.locator(f"[id='{hidden}']").wait_for()


@pytest.mark.parametrize("clipboard", ["there", "refuses", "missing"])
def test_a_witness_is_copied_from_a_file(opened, clipboard):
    page = opened("--ledger")
    row = next(r for r in ledger.listing()["statements"] if r["witness"])
    if clipboard == "missing":
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    if clipboard == "refuses":
        page.evaluate("void (navigator.clipboard.writeText = async () => { throw new Error('no') })")
    button = page.locator(f"[id='{row['id']}'] button.copy").first
    button.click()
    page.locator("button.copy").filter(has_text="copied").wait_for()
    page.fill("input[name=text]", "")
    page.focus("input[name=text]")
    page.keyboard.press("Control+V")
    assert page.input_value("input[name=text]") == f"theorysim replay {row['witness']}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_can_be_read(opened, scheme):
    """Text stands out from the paper by 4.5 to 1 at least, the measure of WCAG."""
    page = opened("--ledger", scheme=scheme)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (luminance(paper) > 0.5) is (scheme == "light")
    for selector in ("body", ".badge.holds", ".badge.refuted", ".badge.undecided", ".badge.none", ".where", "dt", "a"):
        ink = page.evaluate(f"getComputedStyle(document.querySelector('{selector}')).color")
        light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (selector, ink, paper)


def luminance(colour: str) -> float:
    parts = [int(c) / 255 for c in colour.partition("(")[2].rstrip(")").split(",")[:3]]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("state", ["complete", "partial", "empty", "new", "failed"])
def test_a_store_in_any_state_opens(opened, stores, state):
    page = opened(stores[state])
    text = page.inner_text("main")
    said = {
        "complete": "Complete.",
        "partial": "2 not run",
        "empty": "The store is empty",
        "new": "The store is empty",
        "failed": "6 failed",
    }
    assert said[state] in text
    figure = page.query_selector(".figure svg")
    assert (figure is not None) is (state in ("complete", "partial"))
    if figure:
        box = figure.bounding_box()
        assert box["width"] > 200 and box["height"] > 150 and page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.querySelectorAll('script').length") == 1  # the study is called </td><script>


def test_a_store_of_100000_rows_is_aggregated(opened, stores, tmp_path):
    page = opened(stores["many"])
    assert (tmp_path / "page.html").stat().st_size < BYTES
    text = page.inner_text("main")
    assert "100,000 points, 100,000 cells, 100,000 done" in text and "400 of 100,000 points, evenly spaced" in text
    with closing(Store(stores["many"], write=False)) as store:
        results = [json.loads(row.result)["outcomes"] for row in store.rows()]
    counts = {word: sum(word in r for r in results) for word in ("reached", "budget")}
    ended = page.inner_text("#outcomes tr:nth-child(2) td:last-child")
    assert sorted(ended.strip().split(", ")) == sorted(f"{word} {n:,}" for word, n in counts.items())
    assert len(page.query_selector_all("#points tr")) == 401 and len(page.query_selector_all("#rates tr")) <= 201


def test_it_prints(opened, stores, tmp_path):
    page = opened(stores["complete"], "--ledger")
    page.emulate_media(media="print")
    assert not page.is_visible("#filters") and not page.is_visible("button.copy")
    page.pdf(path=tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


def test_nothing_is_cut_off_on_paper(opened, stores):
    page = opened(stores["complete"], "--ledger")
    page.set_viewport_size({"width": 680, "height": 900})  # of A4, between its margins
    wide = "[...document.querySelectorAll('.scroll')].filter(part => part.scrollWidth > part.clientWidth).length"
    assert page.evaluate(wide) > 0  # on a screen they can be moved
    page.emulate_media(media="print")
    assert page.evaluate(wide) == 0


def test_numbers_in_bars_fit_or_are_dropped(opened, tmp_path):
    """Where a piece of a bar is narrow its count is in the legend of the pointer only."""
    page = opened("--ledger")
    outside = """[...document.querySelectorAll("text.count")].filter(
        text => text.getBBox().width > text.previousElementSibling.getBBox().width).map(text => text.textContent)"""
    assert page.evaluate(outside) == []
    told = report.of_ledger()
    chapter = told["chapters"][0]
    told["counts"][chapter] = {"holds": 11_400, "refuted": 400_000, "undecided": 30_000, "none": 20_000}
    told["widest"] = sum(told["counts"][chapter].values())
    text = drawn.page(title="x", written={"when": "now", "by": "me"}, ledger=told)
    (tmp_path / "page.html").write_text(text)
    page.reload()
    counts = page.locator("text.count").all_text_contents()
    assert page.evaluate(outside) == [] and "400,000" in counts and "11,400" not in counts
    assert "11,400 holds" in text


def test_without_scripts_no_button_is_shown_that_does_nothing(chromium, tmp_path):
    assert main(["report", "--ledger", "-o", str(tmp_path / "page.html")]) == 0
    for scripts in (True, False):
        context = chromium.new_context(offline=True, java_script_enabled=scripts)
        page = context.new_page()
        page.goto((tmp_path / "page.html").as_uri())
        seen = [page.is_visible("#filters"), page.locator("button.copy").first.is_visible()]
        assert seen == [scripts, scripts] and page.locator(".statement").first.is_visible()
        context.close()


def test_a_narrow_screen_is_not_left_to_the_right(opened, stores):
    page = opened(stores["complete"], "--ledger")
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    size = page.locator("#ledger figure text").first.evaluate("node => node.getBoundingClientRect().height")
    assert size > 9
