"""The tools of the picture: pin a run, T against a slider, the progress of a long run with its stop; and a verdict judged aside."""

import threading
import time
from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as w

from theorysim.explore.against import Against
from theorysim.explore.aside import Aside, Left, ticking
from theorysim.explore.subject import Scene, Subject
from theorysim.explore.track import onward
from theorysim.show.svg import picture

PINS = 3  # so many runs can be told apart beside those that move
UNSWEPT = ("dimension", "seed", "steps")  # each dimension is compiled; T is no function of a seed, nor of where one stops
QUIET = 0.15  # seconds without a turn, after which T against a slider is computed


class Tools:
    """A row of the page, and the panel of T against a slider.

    `turned(subject)` draws a changed subject, `show(scene)` a scene, `wrong(reason)` says one; all are of the page.
    """

    def __init__(self, turned: Callable[[Subject], Any], show: Callable[[Scene], None], wrong: Callable[[Exception], None]):
        self.turned, self.show, self.wrong = turned, show, wrong
        self.lock, self.long, self.sweep = threading.RLock(), Aside(), Aside()
        self.subject: Subject | None = None
        self.scene: Scene | None = None
        button: Any = lambda text, tip, act: _clicked(w.Button(description=text, tooltip=tip, layout=w.Layout(width="auto")), act)
        self.pin = button("pin this run", "it stays in the picture while sliders move", self._pin)
        self.unpin = button("unpin", "take the pinned runs out of the picture", self._unpin)
        self.stop = button("stop", "stop the long run; the picture is that of the steps so far", self.halt)
        self.against = w.Dropdown(options=[("nothing", "")], value="", description="T against", layout=w.Layout(width="250px"))
        self.against.observe(lambda change: self._sweep(), "value")
        self.progress, self.panel = w.HTML(), w.HTML()
        self.row = w.HBox([self.pin, self.unpin, self.against, self.progress, self.stop], layout=w.Layout(flex_flow="row wrap"))
        self._buttons(False)

    def drawn(self, subject: Subject, scene: Scene) -> None:
        """Take up what the page shows now: a run that is not over goes on aside, T against a slider is computed anew."""
        self.subject, self.scene = subject, scene
        counts = not all(r.measured for r in scene.runs)  # else no T is asked for
        self.against.layout.display = None if counts else "none"
        names = [k.name for k in subject.knobs() if k.name not in UNSWEPT and counts]
        if [o for _, o in self.against.options[1:]] != names:
            kept = self.against.value if self.against.value in names else ""
            self.against.options = [("nothing", ""), *((n, n) for n in names)]
            self.against.value = kept
        self._buttons(bool(scene.ways))
        if scene.ways:
            self.long.begin(lambda left: self._go_on(scene, left))
        self._sweep()

    def leave(self) -> None:
        """Leave all work aside: something turned."""
        self.long.leave()
        self.sweep.leave()

    def wait(self, seconds: float = 60.0) -> None:
        """Wait for the work aside: for scripts and tests."""
        self.long.wait(seconds)
        self.sweep.wait(seconds)

    # runs

    def _go_on(self, scene: Scene, left: Left) -> None:
        try:
            over = all(onward(way, ticking(left, lambda k, way=way: self._tell(k, way.steps))) for way in scene.ways)  # type: ignore[misc]
        except Exception as reason:
            self.wrong(reason)
            return
        with self.lock:
            if over and not left() and scene.again:
                self._shown(scene.again())

    def halt(self) -> None:
        """Stop the long run, and show what it has come to."""
        if not self.long.busy:
            return
        self.long.leave()
        self.long.wait(1.0)
        if self.scene and self.scene.again:
            self._shown(self.scene.again())
        self.progress.value = '<span class="theorysim-note">stopped by hand</span>'

    def _shown(self, scene: Scene) -> None:
        self.scene = scene
        self._buttons(False)
        self.show(scene)

    def _tell(self, k: int, steps: int) -> None:
        self.progress.value = f'<span class="theorysim-note">running: {k:,} of {steps:,} steps, {100 * k / max(steps, 1):.0f} %</span>'

    def _buttons(self, running: bool) -> None:
        self.stop.layout.display = "" if running else "none"
        self.progress.value = "running..." if running else ""
        pins = self.subject.pins if self.subject else ()
        self.unpin.layout.display = "" if pins else "none"
        self.pin.disabled = running or len(pins) >= PINS or not (self.scene and self.scene.tracks)

    # pins

    def _pin(self) -> None:
        if self.scene and self.subject and len(self.subject.pins) < PINS:
            self.turned(self.subject.pinned([*self.subject.pins, self.scene.tracks[0]]))

    def _unpin(self) -> None:
        if self.subject:
            self.turned(self.subject.pinned([]))

    # T against a slider

    def _sweep(self) -> None:
        name, subject = self.against.value, self.subject
        self.sweep.leave()
        knob = next((k for k in subject.knobs() if k.name == name), None) if subject and name else None
        if subject is None or knob is None:
            self.panel.value = ""
            return
        found = Against(subject, knob)

        def work(left: Left) -> None:
            def show() -> None:
                with self.lock:
                    if not left():
                        self.panel.value = f'<div class="theorysim">{picture([found.panel(name)], "T over the values of a slider")}</div>'

            found.fill(left, show)

        self.sweep.begin(work, QUIET)


def _clicked(button: Any, act: Callable[[], None]) -> Any:
    button.on_click(lambda _: act())
    return button


class Judging:
    """The verdict of a statement, and the button that judges it anew, aside; the same button stops that."""

    def __init__(self, judged: Callable[[str, Left], str], say: Callable[[str], None], wrong: Callable[[Exception], None]):
        self.judged, self.say, self.wrong, self.aside = judged, say, wrong, Aside()
        self.took: dict[str, float] = {}  # seconds to judge a statement
        self.name, self.verdict = "", w.HTML()
        self.button = w.Button(tooltip="a quick check, in a process beside this page: seconds, or a minute", layout=w.Layout(width="130px"))
        self.button.on_click(lambda _: self._click())
        self.row = w.HBox([self.verdict, self.button], layout=w.Layout(align_items="center", flex_flow="row wrap"))
        self._idle()

    def show(self, name: str, verdict: str) -> None:
        """Show the verdict of a statement; hide all for an empty name."""
        self.name, self.row.layout.display = name, "" if name else "none"
        self._write(verdict)

    def _idle(self) -> None:
        self.button.description = "judge it now"

    def _write(self, verdict: str) -> None:
        self.verdict.value = f'<div class="theorysim-verdict">{escape(verdict)}</div>'

    def _click(self) -> None:
        if self.aside.busy:
            self.aside.leave()
            self._idle()
            self.say("")
            return
        name = self.name
        known = f"{self.took[name]:.0f} s, as the last time" if name in self.took else "often half a minute, seldom more than two"
        self.say(f"judging {name}: {known}; the sliders answer meanwhile")
        self.button.description = "stop judging"
        self.aside.begin(lambda left: self._work(name, left))

    def _work(self, name: str, left: Left) -> None:
        begun = time.perf_counter()
        try:
            told = self.judged(name, left)
        except Exception as reason:
            if not left():
                self._idle()
                self.wrong(reason)
            return
        if left():
            return
        self.took[name] = time.perf_counter() - begun
        self._idle()
        self.say("")
        if name == self.name:
            self._write(told)
