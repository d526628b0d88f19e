"""The page: menus, sliders, the picture and its numbers, as ipywidgets (the only module that imports them)."""

import json
import time
from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as w

from theorysim import catalogue
from theorysim.explore.aside import Left
from theorysim.explore.subject import PLACES, TRIALS, Knob, Ran, Scene, Subject
from theorysim.explore.tools import Judging, Tools
from theorysim.settings import Usage, by_role, number
from theorysim.show.svg import STYLE, picture

SLOW = 0.08  # seconds after which a page says that it is working, before it is done
COPY = (
    "const t=this.dataset.copy,b=this,s=b.textContent;"
    "const old=()=>{const a=document.createElement('textarea');a.value=t;document.body.append(a);a.select();"
    "document.execCommand('copy');a.remove()};"
    "(navigator.clipboard?navigator.clipboard.writeText(t).catch(old):old());"
    "b.textContent='copied';setTimeout(()=>b.textContent=s,900)"
)
LOOK = """<style>
.theorysim-result{font:600 15px var(--jp-ui-font-family,sans-serif);margin:4px 0;white-space:pre-wrap}
.theorysim-note,.theorysim-verdict{font-size:13px;line-height:1.45;color:var(--jp-ui-font-color1,inherit)}
.theorysim-status{font-size:13px;min-height:1.5em;line-height:1.5}
.theorysim-error{color:var(--jp-error-color1,#d55e00)}
.theorysim-command{font:12px/1.5 var(--jp-code-font-family,monospace);overflow-wrap:anywhere;user-select:all;white-space:normal}
.theorysim-run{margin:6px 0;padding-top:4px;border-top:1px solid var(--jp-border-color2,#8884)}
.theorysim-run button{margin-right:6px;font-size:12px;padding:2px 9px;cursor:pointer;border-radius:3px;
 color:var(--jp-ui-font-color1,inherit);background:var(--jp-layout-color2,#8882);border:1px solid var(--jp-border-color1,#8886)}
.theorysim-knob>.widget-label.jupyter-widgets{width:128px;justify-content:flex-end;margin-right:6px}
.theorysim-page .widget-html-content{line-height:1.45}
</style>"""


class Control:
    """A slider, by factors where the knob is, beside a field that takes any number of the domain."""

    def __init__(self, knob: Knob, label: str, turned: Callable[[str, float], None]):
        self.knob, self.turned, self.quiet = knob, turned, False
        self.at = knob.place(knob.value)
        self.slider = w.FloatSlider(
            value=self.at, min=0, max=1, step=1 / PLACES, readout=False, layout=w.Layout(width="150px", margin="2px 4px")
        )
        self.field = w.Text(value=_written(knob.value), continuous_update=False, layout=w.Layout(width="96px"))
        word = w.Label(value=label, tooltip=f"{knob.name} in {knob.domain}")
        self.row = w.HBox([word, self.slider, self.field], layout=w.Layout(align_items="center", width="394px"))
        self.row.add_class("theorysim-knob")
        self.slider.add_class(f"theorysim-slider-{knob.name.replace('.', '-')}")
        self.slider.observe(self._slid, "value")
        self.field.observe(self._typed, "value")

    def _slid(self, change: Any) -> None:
        if not self.quiet and abs(change["new"] - self.at) * PLACES >= 0.5:  # a browser tells where it has put the slider: no move
            self.at = float(change["new"])
            value = self.knob.at(self.at)
            self.show(value, slider=False)
            self.turned(self.knob.name, value)

    def _typed(self, change: Any) -> None:
        if not self.quiet:
            self.turned(self.knob.name, change["new"])

    def show(self, value: float, slider: bool = True) -> None:
        """Show a number without turning anything."""
        self.quiet = True
        try:
            self.field.value = _written(value)
            if slider:
                self.slider.value = self.at = self.knob.place(value)
        finally:
            self.quiet = False


def _short(name: str) -> str:
    """Name a knob on its label: start, x_1 for start.0, eta for method.eta."""
    role, _, rest = name.partition(".")
    if role == "start":
        return f"start, x_{int(rest) + 1}"
    return rest if role in ("method", "objective") else name.replace(".", " ")


def _written(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


class Page:
    """Explore a subject by hand. `subject`, `shown` (the last scene) and `error` say where it stands."""

    subject: Subject

    def __init__(self, recorded: Callable[[str], str], judged: Callable[[str, Left], str]):
        self.recorded = recorded
        self.shown: Scene | None = None
        self.error = ""
        self.cost = 0.0
        self.controls: dict[str, Control] = {}
        self.dropdowns: dict[str, Any] = {}
        self.status, self.view = w.HTML(), w.HTML()
        self.tools, self.judging = Tools(self._changed, self._show, self._wrong), Judging(judged, self._say, self._wrong)
        self.judge, self.verdict, self.under = self.judging.button, self.judging.verdict, self.judging.row
        self.left = w.Box(layout=w.Layout(flex="1 1 396px", flex_flow="row wrap", align_content="flex-start"))
        right = w.VBox([self.status, self.view, self.tools.row, self.under], layout=w.Layout(flex="100 1 620px", min_width="0"))
        self.widget = w.HBox([w.HTML(STYLE + LOOK), self.left, right], layout=w.Layout(flex_flow="row wrap", align_items="flex-start"))
        self.widget.add_class("theorysim-page")
        self._say("working...")

    def begin(self, subject: Subject) -> None:
        """Run and draw for the first time; what is compiled then is slow once."""
        self.subject = subject
        self._menus()
        self._knobs()
        self._draw(new=True)

    def set(self, name: str, value: Any) -> None:
        """Turn a knob, or choose from a menu, as a hand does; a bare name is taken where one role has it. Raises Usage."""
        (name,) = by_role({name: value}, [*self.dropdowns, *self.controls])
        if name in self.dropdowns:
            self.dropdowns[name].value = value
        else:
            self.controls[name].show(value)
            self._turn(name, value)

    def _menus(self) -> None:
        rows = []
        for menu in self.subject.menus():
            drop = w.Dropdown(options=menu.options, value=menu.chosen, description=menu.name, layout=w.Layout(width="394px"))
            drop.style.description_width = "132px"
            drop.add_class(f"theorysim-menu-{menu.name.replace(' ', '-')}")
            drop.observe(lambda change, name=menu.name: self._choose(name, change["new"]), "value")
            self.dropdowns[menu.name] = drop
            rows.append(drop)
        self.rows = rows

    def _knobs(self) -> None:
        knobs = self.subject.knobs()
        shown = [_short(k.name) for k in knobs]
        labels = [k.name if shown.count(short) > 1 else short for k, short in zip(knobs, shown, strict=True)]
        self.controls = {k.name: Control(k, label, self._turn) for k, label in zip(knobs, labels, strict=True)}
        self.left.children = [*self.rows, *(c.row for c in self.controls.values())]

    def _refresh(self) -> None:
        """Show on the menus what the subject has; what may be chosen depends on the other choices."""
        self.quiet = True
        try:
            for menu in self.subject.menus():
                drop = self.dropdowns[menu.name]
                drop.options, drop.value = menu.options, menu.chosen
        finally:
            self.quiet = False

    quiet = False

    def _choose(self, menu: str, option: str) -> None:
        if self.quiet:
            return
        before = self.subject
        self._say("working...")
        if self._try(lambda: self.subject.choose(menu, option)):
            if self._draw(new=True):
                self._knobs()
            else:
                self.subject = before
        self._refresh()  # where it cannot be run, the menus go back to what is shown, and a line says why

    def _turn(self, name: str, value: Any) -> None:
        def turned() -> Subject:
            x = _number(value, name)
            domain = self.controls[name].knob.domain
            if not domain.holds(x):
                raise Usage(f"{name} is {x:g}, outside {domain}")
            changed: Subject = self.subject.turn(name, x)
            return changed

        if self._try(turned):
            self._draw()

    def _changed(self, subject: Subject) -> None:
        if self._try(lambda: subject):
            self._draw()

    def _try(self, change: Callable[[], Subject]) -> bool:
        try:
            self.subject = change()
        except Exception as reason:
            self._wrong(reason)
            return False
        return True

    def _draw(self, new: bool = False) -> bool:
        """Run and show; one line where it cannot be run. What was slow before says so first."""
        if new or self.cost > SLOW:
            self._say("working...")
        self.tools.leave()
        begun = time.perf_counter()
        try:
            scene = self.subject.scene()
        except Exception as reason:
            self._wrong(reason)
            return False
        finally:
            self.cost = 0.0 if new else time.perf_counter() - begun
        self._show(scene)
        self._say("")
        if new:
            self._recorded()
        self.tools.drawn(self.subject, scene)
        return True

    def _show(self, scene: Scene) -> None:
        self.shown, self.error = scene, ""
        drawn = f'<div class="theorysim">{picture(scene.panels, self.subject.title, scene.told)}</div>'
        self.view.value = _results(scene) + drawn + _text(scene)  # at once: each widget that changes takes its milliseconds

    def _recorded(self) -> None:
        name = self.subject.statement
        self.judging.show(name, self.recorded(name) if name else "")

    def _say(self, text: str, kind: str = "theorysim-status") -> None:
        self.status.value = f'<div class="theorysim-status {kind}">{escape(text)}</div>'

    def _wrong(self, reason: Exception) -> None:
        known = isinstance(reason, Usage | catalogue.Unknown)
        self.error = " ".join((str(reason) if known else f"{type(reason).__name__}: {reason}").split())
        self._say(self.error, "theorysim-error")

    def _ipython_display_(self) -> None:
        """Show nothing: `explore` has shown the page already."""


def _number(value: Any, name: str) -> float:
    return number(value, name) if isinstance(value, str) else float(value)


def _results(scene: Scene) -> str:
    return "".join(
        f'<div class="theorysim-result" data-t="{json.dumps(r.T)}" data-outcome="{r.outcome}">{escape(r.line())}</div>' for r in scene.runs
    )


def _text(scene: Scene) -> str:
    notes = "".join(f'<div class="theorysim-note">{escape(n)}</div>' for n in scene.notes)
    return notes + "".join(_copied(r) for r in scene.runs)


def _copied(ran: Ran) -> str:
    words = [("copy the command", ran.command()), ("copy as Python", f"import theorysim as ts\n{ran.python()}")]
    words = [w for w in (*words, (f"copy for {TRIALS:,} runs", ran.command_of_many())) if w[1]]
    shown = escape(ran.command()) or "what stands in the notebook only has no command: write it into a file, and name it FILE.py:NAME"
    buttons = "".join(f'<button data-copy="{escape(text)}" onclick="{escape(COPY)}">{name}</button>' for name, text in words)
    return f'<div class="theorysim-run">{buttons}<div class="theorysim-command">{shown}</div></div>'
