"""The last picture of a page, with T and the command, as an output of its own: what a notebook shows that is saved, exported or reopened.

It is HTML that needs no kernel and no widget, and no script but to step through it.
While the page itself is alive it is hidden, by a rule that stands in the page.
"""

import asyncio
from contextlib import suppress
from typing import Any

from theorysim.explore import told
from theorysim.explore.subject import Scene
from theorysim.show.svg import STYLE

LATER = 0.4  # seconds after the last change: a slider that moves waits for no copy
ALIVE = ":root:has(.theorysim-alive-{0}:not(.jupyter-widgets-disconnected)) .theorysim-kept-{0}{{display:none}}"
# a page that is reopened has no kernel, and an error in its place; trusted notebooks only obey this
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

    def rule(self) -> str:
        """Return the style that hides it while the page is alive."""
        return ALIVE.format(self.name)

    def show(self) -> None:
        """Show what is kept under the cell that runs now."""
        from IPython.display import display

        show: Any = display
        self.handle = show(self.bundle, raw=True, display_id=True)

    def keep(self, scene: Scene, drawn: str) -> None:
        """Keep a scene and its picture; where it is shown already it changes, once nothing has changed for a moment."""
        self.bundle = {"text/html": self._html(scene, drawn), "text/plain": told.plain(scene)}
        if self.handle is None:
            return
        if self.waiting is not None:
            self.waiting.cancel()
        self.waiting = None
        try:
            self.waiting = asyncio.get_running_loop().call_later(LATER, self.settle)
        except RuntimeError:  # there is no loop that could wait
            self.settle()

    def settle(self) -> None:
        """Change what is shown, now."""
        if self.waiting is not None:
            self.waiting.cancel()
            self.waiting = None
        if self.handle is not None:
            with suppress(Exception):  # a page that goes on without its copy is better than one that stops
                self.handle.update(self.bundle, raw=True)

    def _html(self, scene: Scene, drawn: str) -> str:
        about = f"{told.results(scene)}{drawn}{told.notes(scene)}{told.without_buttons(scene)}"
        return f'<div class="theorysim-kept theorysim-kept-{self.name}">{STYLE}<style>{REOPENED.format(self.name)}</style>{about}</div>'
