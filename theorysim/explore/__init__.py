"""Explore with sliders, in a notebook: a method on a function with its iterates, a bound against T, a lower bound made by hand.

from theorysim.explore import explore
explore("exponential")
"""

import gc
import inspect
import sys
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

from theorysim.catalogue import Unknown
from theorysim.settings import Usage

__all__ = ["explore"]


def explore(
    what: Any = "exponential",
    parameters: Mapping[str, float] | None = None,
    start: float | Sequence[float] | None = None,
    epsilon: float | None = None,
    steps: int | None = None,
    *,
    method: Any = None,
    objective: Any = None,
    oracle: Any = None,
    until: Any = None,
    dimension: int | None = None,
    seed: int | None = None,
    show: str = "criterion",
    **others: float,
) -> Any:
    """Show a page with a slider for every parameter, and return it: of an objective, a method, an oracle or a statement.

    `what` is a name, `file.py:name`, or a record; of a statement an upper bound without noise, or a lower bound that is run. What is
    given is where the sliders begin; parameters are keyed by role, a bare name is taken when one role has it. `show` is what is drawn
    over the steps: "criterion", "value" or "average". Raises Usage, with one line, for what cannot be explored, and where
    ipywidgets are missing.
    """
    try:
        import IPython
        import ipywidgets  # noqa: F401
    except ImportError:
        raise Usage("explore needs Jupyter's widgets: pip install 'theorysim[notebook]'") from None
    from theorysim.explore.aside import judged
    from theorysim.explore.begin import misplaced, recorded, subject
    from theorysim.explore.page import Page

    plain = {"start": start, "epsilon": epsilon, "steps": steps, "dimension": dimension, "seed": seed}
    entries = {"method": method, "objective": objective, "oracle": oracle, "until": until}
    if others:
        raise Usage(misplaced(what, entries, *next(iter(others.items())), list(inspect.signature(explore).parameters)[:-1]))
    page, shown = Page(recorded, judged), IPython.get_ipython() is not None
    if shown:  # at once, so that it says that it is working
        display: Any = IPython.display.display
        view = {"version_major": 2, "version_minor": 0, "model_id": page.widget.model_id}
        display({"application/vnd.jupyter.widget-view+json": view, "text/html": "", "text/plain": ""}, raw=True)
    try:
        page.begin(subject(what, entries, parameters or {}, {k: v for k, v in plain.items() if v is not None}, show))
    except (Usage, Unknown) as reason:
        page.widget.close()
        line = f"theorysim: error: {reason}"
        reason._render_traceback_ = lambda: [line]  # type: ignore[union-attr]  # what a notebook shows of it
        raise
    if shown:
        page.kept.show()
        gc.collect()  # the collector need not look again through all that is loaded by now: that would hold up a slider, by 0.1 s
        gc.freeze()
    return page


class _Called(ModuleType):
    """The module can be called too, so that `theorysim.explore(...)` works whether or not it was imported before."""

    def __call__(self, *words: Any, **named: Any) -> Any:
        return explore(*words, **named)


sys.modules[__name__].__class__ = _Called
