"""The page: menus, sliders, places, words, the picture and its numbers, as ipywidgets."""

import time
from collections.abc import Callable
from html import escape
from typing import Any
from uuid import uuid4

import ipywidgets as w

from theorysim import catalogue
from theorysim.explore import look, told
from theorysim.explore.aside import Left
from theorysim.explore.control import Control
from theorysim.explore.kept import Kept
from theorysim.explore.subject import Scene, Subject
from theorysim.explore.tools import Judging, Tools
from theorysim.settings import Usage, by_role, number
from theorysim.show.svg import picture

SLOW = 0.08  # seconds after which a page says that it is working, before it is done


def _short(name: str) -> str:
    """Name a knob on its label: start, x_1 for start.0, eta for method.eta."""
    role, _, rest = name.partition(".")
    if role == "start":
        return f"start, x_{int(rest) + 1}"
    return rest if role in ("method", "objective") else name.replace(".", " ")


class Page:
    """Explore a subject by hand. `subject`, `shown` (the last scene) and `error` say where it stands."""

    subject: Subject
    first: Subject
    quiet = False

    def __init__(self, recorded: Callable[[str], str], judged: Callable[[str, Left], str]):
        self.recorded = recorded
        self.shown: Scene | None = None
        self.error = ""
        self.cost = 0.0
        self.controls: dict[str, Control] = {}
        self.dropdowns: dict[str, Any] = {}
        self.rows: list[Any] = []
        self.kept = Kept(uuid4().hex[:8])
        self.status, self.words, self.view = w.HTML(), w.HTML(), w.HTML()
        self.tools, self.judging = Tools(self._changed, self._show, self._wrong), Judging(judged, self._say, self._wrong)
        self.judge, self.verdict, self.under = self.judging.button, self.judging.verdict, self.judging.row
        self.places = w.HBox(layout=w.Layout(flex_flow="row wrap"))
        self.left = w.Box(layout=w.Layout(flex="1 1 396px", min_width="0", flex_flow="row wrap", align_content="flex-start"))
        beside = [self.places, self.words, self.status, self.tools.row, self.view, self.tools.panel, self.under]
        right = w.VBox(beside, layout=w.Layout(flex="100 1 620px", min_width="0"))
        style = w.HTML(look.html(self.kept.rule()))
        self.widget = w.HBox([style, self.left, right], layout=w.Layout(flex_flow="row wrap", align_items="flex-start"))
        self.widget.add_class("theorysim-page")
        self.widget.add_class(f"theorysim-alive-{self.kept.name}")
        self._say("working...")

    def begin(self, subject: Subject) -> None:
        """Run and draw for the first time; what is compiled then is slow once."""
        self.subject = self.first = subject
        self._menus()
        self._knobs()
        self._draw(new=True)

    def set(self, name: str, value: Any) -> None:
        """Turn a knob, or choose from a menu, as a hand does; a bare name is taken where one role has it. Raises Usage."""
        (name,) = by_role({name: value}, [*self.dropdowns, *self.controls])
        if name in self.controls:
            self._turn(name, value)
        elif value in [option for _, option in self.dropdowns[name].options]:
            self.dropdowns[name].value = value
        else:
            raise Usage(f"{name} cannot be {value!r} here; it may be {', '.join(option for _, option in self.dropdowns[name].options)}")

    # what can be turned

    def _menus(self) -> None:
        for menu in self.subject.menus():
            drop = w.Dropdown(options=menu.options, value=menu.chosen, description=menu.name, layout=w.Layout(width="394px"))
            drop.style.description_width = "132px"
            drop.add_class(f"theorysim-menu-{menu.name.replace(' ', '-')}")
            drop.observe(lambda change, name=menu.name: self._choose(name, change["new"]), "value")
            self.dropdowns[menu.name] = drop
            self.rows.append(drop)

    def _knobs(self) -> None:
        """Make the sliders and the places anew."""
        knobs = self.subject.knobs()
        shown = [_short(k.name) for k in knobs]
        labels = [k.name if shown.count(short) > 1 else short for k, short in zip(knobs, shown, strict=True)]
        self.controls = {k.name: Control(k, label, self._turn) for k, label in zip(knobs, labels, strict=True)}
        self.left.children = [*self.rows, *(c.row for c in self.controls.values())]
        places: dict[str, Callable[[], Subject]] = {"reset": lambda: self.first}
        places |= {place.name: place.make for place in self.subject.presets()}
        self.places.children = [self._place(name, make) for name, make in places.items()]

    def _place(self, name: str, make: Callable[[], Subject]) -> Any:
        button = w.Button(description=name, layout=w.Layout(width="auto"))
        button.on_click(lambda _: self._change(make))
        return button

    def _refresh(self) -> None:
        """Show on the menus what the subject has; what may be chosen depends on the other choices."""
        self.quiet = True
        try:
            for menu in self.subject.menus():
                drop = self.dropdowns[menu.name]
                if drop.options != menu.options:
                    drop.options = menu.options
                drop.value = menu.chosen
        finally:
            self.quiet = False

    # what turns it

    def _choose(self, menu: str, option: str) -> None:
        if not self.quiet:
            self._change(lambda: self.subject.choose(menu, option))

    def _change(self, make: Callable[[], Subject]) -> None:
        """Go to another subject, with knobs of its own; where it cannot be run all stays as it is shown, and a line says why."""
        before = self.subject
        self._say("working...")
        if self._try(make) and self._draw(new=True):
            self._knobs()
        else:
            self.subject = before
        self._refresh()

    def _turn(self, name: str, value: Any) -> None:
        """Turn a knob; where that cannot be run its slider and its field go back to what is shown."""
        before, control = self.subject, self.controls[name]
        try:
            x = number(value, name) if isinstance(value, str) else float(value)
            if not control.knob.domain.holds(x):
                raise Usage(f"{name} is {x:g}, outside {control.knob.domain}")
        except (Usage, TypeError, ValueError) as reason:
            self._wrong(reason)
            control.show(control.value)
            return
        if self._try(lambda: self.subject.turn(name, x)) and self._draw():
            control.show(x)
        else:
            self.subject = before
            control.show(control.value)

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

    # what is shown

    def _draw(self, new: bool = False) -> bool:
        """Run and show; one line where it cannot be run. What was slow before says so first, and the old picture is faint meanwhile."""
        slow = new or self.cost > SLOW
        if slow:
            self._say("working...")
            self.view.add_class("theorysim-old")
        self.tools.leave()
        begun = time.perf_counter()
        try:
            scene, words = self.subject.scene(), self.subject.words().html()
        except Exception as reason:
            self._wrong(reason)
            return False
        finally:
            self.cost = 0.0 if new else time.perf_counter() - begun
            if slow:
                self.view.remove_class("theorysim-old")
        self._show(scene)
        self.words.value = words
        self._say("")
        if new:
            self._recorded()
        self.tools.drawn(self.subject, scene)
        return True

    def _show(self, scene: Scene) -> None:
        self.shown, self.error = scene, ""
        drawn = f'<div class="theorysim">{picture(scene.panels, self.subject.title, scene.told)}</div>'
        about = told.notes(scene) + told.commands(scene, self.subject.python())
        self.view.value = told.results(scene) + drawn + about  # at once: each widget that changes takes its milliseconds
        self.kept.keep(scene, drawn)

    def _recorded(self) -> None:
        name = self.subject.statement
        self.judging.show(name, self.recorded(name) if name else "")

    def _say(self, text: str, kind: str = "theorysim-status") -> None:
        self.status.value = f'<div class="theorysim-status {kind}" role="status">{escape(text)}</div>'

    def _wrong(self, reason: Exception) -> None:
        known = isinstance(reason, Usage | catalogue.Unknown)
        self.error = " ".join((str(reason) if known else f"{type(reason).__name__}: {reason}").split())
        self._say(self.error, "theorysim-error")

    def _ipython_display_(self) -> None:
        """Show nothing: `explore` has shown the page already."""
