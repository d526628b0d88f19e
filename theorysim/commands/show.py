"""Write the page of an entry, a study or a statement: the lines and the JSON of `theorysim show`."""

from pathlib import Path
from typing import Any

from theorysim import catalogue
from theorysim.settings import Usage, can_be_written
from theorysim.show import drawable
from theorysim.show.aside import tell


def shown(name: str, plot: Path | None) -> dict[str, Any]:
    """Return a page with its lines, and draw the graph of an objective where that is asked; raises Usage, and Unknown."""
    item = catalogue.inventory().get(name)
    if item is not None and name not in catalogue.names("statements"):
        _only_objectives("statements", plot)
        lines = [f"{name}  (statement, {item['kind']}; no file yet)", f"  {item['where']}", f"  printed: {item['says']}"]
        return {"name": name, "kind": "statements", "page": lines}
    entry = catalogue.in_file(name) if ".py:" in name else catalogue.find(name)
    _only_objectives(entry.kind, plot)
    if entry.kind == "studies":
        return {"name": entry.name, "kind": entry.kind, "page": [f"{entry.name}  (study)", f"  {entry.summary}.", f"  {entry.path}"]}
    record = catalogue.load(entry.kind, entry.name)
    if plot:
        _draw(record, plot)
    from theorysim.commands import example
    from theorysim.show.page import page

    printed, word = catalogue.inventory().get(entry.name), catalogue.singular(entry.kind)
    first, *rest = page(entry.name, word, entry.summary, entry.source, record, printed, entry.detail)
    also = [f"  also called {' or '.join(entry.aliases)}"] if entry.aliases else []
    lines = [first, *also, *rest, *example.kept(entry.kind, entry.name)]
    return {"name": entry.name, "kind": entry.kind, "aliases": entry.aliases, "page": lines}


def _only_objectives(kind: str, plot: Path | None) -> None:
    if plot and kind != "objectives":
        raise Usage("--plot draws objectives only")


def _draw(record: Any, file: Path) -> None:
    can_be_written(file)
    try:
        drawable.graph(record, file)
        from theorysim.show import figure

        tell(f"figure: {figure.objective(record, file)}")
    except (ValueError, OSError) as reason:
        raise Usage(f"cannot write {file}: {reason.strerror}" if isinstance(reason, OSError) else str(reason)) from reason
