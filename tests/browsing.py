"""Find Chromium and open pages in it. Where it is missing a test is skipped; with THEORYSIM_BROWSER=required it fails."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

QUIET = ("--no-sandbox", "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking")
QUIET += ("--disable-component-update", "--disable-sync")


NAMES = "chromium", "chromium-browser", "google-chrome"


def chromium() -> str | None:
    """Return the place of the program: as CHROMIUM says, or on the path."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def missing(why: str) -> None:
    """Skip the test, or fail it where a browser is required."""
    if os.environ.get("THEORYSIM_BROWSER") == "required":
        pytest.fail(f"a browser is required: {why}")
    pytest.skip(why)


@contextmanager
def browser() -> Iterator[Any]:
    """Return a browser of Playwright that runs the Chromium of the system."""
    place = chromium()
    if place is None:
        missing("there is no Chromium: install the package chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("there is no Playwright: pip install 'theorysim[test]'")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=place, args=list(QUIET))
        try:
            yield opened
        finally:
            opened.close()
