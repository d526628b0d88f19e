"""Keep the snapshots of a run: as CSV, log-spaced or every step with its point, and as a figure."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theorysim.settings import Usage, can_be_drawn, can_be_written, write

MOST = 10**8  # numbers that every step of a run may come to


@dataclass(frozen=True)
class Traced:
    """Where the snapshots of a run go, and whether every step is one."""

    trace: Path | None = None
    full: bool = False
    plot: Path | None = None

    @property
    def kind(self) -> str | None:
        """What the engine is asked for."""
        return "full" if self.full else "log" if self.trace or self.plot else None

    def check(self, steps: int, dimension: int) -> None:
        """Raise Usage for what makes no sense or cannot be written: before anything is compiled."""
        if self.full and self.trace is None:
            raise Usage("--full says what --trace writes: give --trace")
        if self.full and steps * (dimension + 3) > MOST:
            raise Usage(f"--full keeps up to {steps:.4g} steps of {dimension} coordinates, more than {MOST:g} numbers: give fewer --steps")
        for file in filter(None, (self.trace, self.plot)):
            can_be_written(file)
        if self.plot:
            can_be_drawn(self.plot)

    def write(self, found: Any) -> None:
        """Write what is asked for; raises Usage where a file cannot be written."""
        if self.trace:
            write(self.trace, text_of(found, self.full))
        if self.plot:
            from theorysim.show import figure

            try:
                figure.trajectory(found, self.plot)
            except (ValueError, OSError) as reason:
                raise Usage(f"cannot write {self.plot}: {getattr(reason, 'strerror', None) or reason}") from reason


def text_of(found: Any, points: bool) -> str:
    """Return the snapshots as CSV, with the points where they are wanted; floats read back exactly."""
    coordinates = [f"x_{i}" for i in range(1, found.points.shape[1] + 1)] if points else []
    rows = zip(found.times.tolist(), found.values.tolist(), found.gradient_norms.tolist(), found.points.tolist(), strict=True)
    lines = [",".join(["step", "value", "gradient_norm", *coordinates])]
    lines += [",".join([str(k), repr(f), repr(g), *map(repr, x if points else ())]) for k, f, g, x in rows]
    return "\n".join(lines) + "\n"
