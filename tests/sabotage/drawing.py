"""Draw a figure once: what is forked afterwards has the fonts and the grammar of formulas, and a figure takes it a fifth less."""

import tempfile
from pathlib import Path

from theorysim.objectives.huber import huber
from theorysim.show import figure

with tempfile.TemporaryDirectory() as folder:
    for ending in ("svg", "pdf"):
        figure.objective(huber, Path(folder, f"f.{ending}"))
