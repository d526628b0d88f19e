"""Tell which statements a command is about: those that are named, a chapter's, or all that have a file."""

from collections.abc import Sequence

from theorysim import catalogue
from theorysim.settings import Usage


def known(chapter: int | None) -> None:
    """Raise Usage for a chapter that there is not."""
    if chapter is not None and chapter not in {s["chapter"] for s in catalogue.inventory().values()}:
        raise Usage(f"there is no chapter {chapter}")


def chosen(ids: Sequence[str], chapter: int | None, every: bool) -> list[str]:
    """Return the names of the statements that are asked for, each once. Raises Usage, and Unknown with near names."""
    there, inventory = catalogue.names("statements"), catalogue.inventory()
    if bool(ids) + every + (chapter is not None) > 1:
        raise Usage("name statements, or --chapter N, or --all: one of the three")
    if every or chapter is not None:
        known(chapter)
        return [i for i in inventory if i in there and (chapter is None or inventory[i]["chapter"] == chapter)]
    if not ids:
        raise Usage("name statements, or --chapter N, or --all")
    for name in ids:
        if name in inventory and name not in there:
            raise Usage(f"{name} is in the inventory and has no file yet")
    return list(dict.fromkeys(name if ".py:" in name else catalogue.find(name, ("statements",)).name for name in ids))
