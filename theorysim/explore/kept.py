"""The last picture of a page, with T and the command, as an output of its own: what a notebook shows that is saved, exported or reopened.

It is HTML that needs no kernel, no widget, and no script but to step through it. While the page itself stands there it is hidden, by a
rule of the page.
"""

import asyncio
from contextlib import suppress
from typing import Any

from theorysim.explore import told
from theorysim.explore.subject import Scene
from theorysim.show.svg import STYLE

LATER = 0.4  # seconds after the last change: a slider that moves waits for no copy
ALIVE = ":root:has(.theorysim-alive-{0}) .theorysim-kept-{0}{{display:none}}"
# a page that is reopened has no kernel, and an error in its place; trusted notebooks only obey this
LOOK = ".theorysim-kept{font:13px/1.5 sans-serif}.theorysim-kept .theorysim-result{font:600 15px sans-serif;white-space:pre-wrap}"
REOPENED = (
    ".jp-OutputArea-child:has(+.jp-OutputArea-child .theorysim-kept-{0}):not(:has(.theorysim-page)):not(:has(.theorysim-kept))"
    "{{display:none}}"
)


class Kept:
    """An output that follows a page: `keep` what it shows now; `show` puts it under the cell."""

    def __init__(self, name: str):
        self.name = name
        self.bundle: dict[str, str] = {}
        self.handle: Any = None
        self.waiting: Any = None
        self.stale = False

    def rule(self) -> str:
        """Return the style that hides it while the page stands there."""
        return ALIVE.format(self.name)

    def show(self) -> None:
        """Show what is kept under the cell that runs now."""
        import IPython

        show: Any = IPython.display.display
        self.handle = show(self.bundle, raw=True, display_id=True)
        notebook: Any = IPython.get_ipython()
        if notebook is not None:
            notebook.events.register("post_run_cell", lambda _: self.settle())  # what a cell has turned is kept when it ends

    def keep(self, scene: Scene, drawn: str) -> None:
        """Keep a scene and its picture; where it is shown already it changes, once nothing has changed for a moment."""
        self.bundle = {"text/html": self._html(scene, drawn), "text/plain": told.plain(scene)}
        if self.waiting is not None:
            self.waiting.cancel()
        self.stale, self.waiting = self.handle is not None, None
        try:
            self.waiting = asyncio.get_running_loop().call_later(LATER, self.settle)
        except RuntimeError:  # there is no loop that could wait
            self.settle()

    def settle(self) -> None:
        """Change what is shown, now, where it is another than what is kept."""
        if self.stale:
            self.stale = False
            with suppress(Exception):  # a page that goes on without its copy is better than one that stops
                self.handle.update(self.bundle, raw=True)

    def _html(self, scene: Scene, drawn: str) -> str:
        about = told.results(scene) + drawn + told.notes(scene) + told.without_buttons(scene)
        style = f"{STYLE}<style>{LOOK}{REOPENED.format(self.name)}</style>"
        return f'<div class="theorysim-kept theorysim-kept-{self.name}">{style}{about}</div>'
