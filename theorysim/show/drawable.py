"""Tell what cannot be drawn before anything is, and before the library that draws is imported."""

from pathlib import Path

from theorysim.entries import Objective

ENDINGS = (".eps", ".gif", ".jpeg", ".jpg", ".pdf", ".pgf", ".png", ".ps", ".raw", ".rgba", ".svg", ".svgz", ".tif", ".tiff", ".webp")


def ending(file: Path) -> None:
    """Raise ValueError for a file of no format that is written; one without an ending is a PNG."""
    if file.suffix and file.suffix.lower() not in ENDINGS:
        raise ValueError(f"Format {file.suffix[1:]!r} is not supported (supported formats: {', '.join(e[1:] for e in ENDINGS)})")


def graph(record: Objective, file: Path) -> None:
    """Raise ValueError for an objective of several variables, or a file of no format."""
    if record.dimension != 1:
        raise ValueError("only an objective of one variable is drawn")
    ending(file)
