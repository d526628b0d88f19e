"""A slider beside a field, as ipywidgets: the slider moves along round numbers, the field takes any number of the domain."""

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as w

from theorysim.explore.subject import Knob


class Control:
    """Turn a knob by hand: `turned` is told its name and a number, or what was typed. `value` is the number of the picture."""

    def __init__(self, knob: Knob, label: str, turned: Callable[[str, Any], None]):
        self.knob, self.turned, self.value, self.quiet = knob, turned, knob.value, False
        self.steps = max(len(knob.rungs) - 1, 1)
        self.at = round(knob.place(knob.value) * self.steps)  # of the rungs; a browser tells back whatever is not whole
        self.slider = w.IntSlider(value=self.at, min=0, max=self.steps, readout=False, layout=w.Layout(width="150px", margin="2px 4px"))
        self.field = w.Text(value=written(knob.value), continuous_update=False, layout=w.Layout(width="86px"))
        self.row = w.HBox([w.HTML(self._word(label)), self.slider, self.field], layout=w.Layout(align_items="center", width="394px"))
        self.row.add_class("theorysim-knob")
        self.slider.add_class(f"theorysim-slider-{knob.name.replace('.', '-')}")
        self.slider.observe(self._slid, "value")
        self.field.observe(self._typed, "value")

    def _word(self, label: str) -> str:
        """Write the label, with what a listener hears of the slider: the script of the page reads it (see `dress.js`)."""
        heard, rungs = f"{label}: {self.knob.says}" if self.knob.says else label, " ".join(map(written, self.knob.rungs))
        title = f"{self.knob.name} in {self.knob.domain}"
        small = f"<small>{escape(self.knob.says)}</small>" if self.knob.says else ""
        about = f'title="{escape(title)}" data-heard="{escape(heard)}" data-rungs="{rungs}"'
        return f'<div class="theorysim-word" {about}><b>{escape(label)}</b>{small}</div>'

    def _slid(self, change: Any) -> None:
        if not self.quiet and change["new"] != self.at:
            self.at = change["new"]
            self.turned(self.knob.name, self.knob.rungs[min(self.at, len(self.knob.rungs) - 1)])

    def _typed(self, change: Any) -> None:
        if not self.quiet:
            self.turned(self.knob.name, change["new"])

    def move(self, share: float) -> None:
        """Move the slider, as a hand does, to a share of its way."""
        self.slider.value = round(share * self.steps)

    def show(self, value: float) -> None:
        """Show a number, that of the picture, without turning anything."""
        self.value, self.quiet = value, True
        try:
            self.field.value = written(value)
            place = round(self.knob.place(value) * self.steps)
            if place != self.at:  # else it may have moved on in the browser
                self.slider.value = self.at = place
        finally:
            self.quiet = False


def written(value: float) -> str:
    """Write a number so that it reads back exactly."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
