"""Work out the numbers of every point: each name after those that it mentions, the axes multiplied out."""

import difflib
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from theorysim.sweep.formula import Formula, Grid, Mistake, evaluate
from theorysim.sweep.schema import Page, Place


@dataclass(frozen=True)
class Given:
    """A number or a grid, and where it is written; no place for -p."""

    items: Grid
    place: Place | None = None


class Values:
    """The numbers of one case, by name; `bare` says which role a name without one means in a formula.

    Raises Mistake, with the line, for a name that there is not, and for names that mention each other in a circle.
    """

    def __init__(self, given: Mapping[str, Given], bare: Mapping[str, str], page: Page):
        self.given, self.bare, self.page = given, bare, page
        self.order: dict[str, None] = {}
        for name in given:
            self._visit(name, ())
        self.axes = [name for name in self.order if len(given[name].items) > 1]
        self.moving = dict.fromkeys(self.axes)  # what is not the same at all points
        for name in self.order:
            if any(m in self.moving for m in self._mentioned(name)):
                self.moving[name] = None

    def _mentioned(self, name: str) -> list[str]:
        said = {m for item in self.given[name].items if isinstance(item, Formula) for m in item.names}
        return [m if m in self.given else self.bare.get(m, m) for m in sorted(said)]

    def _visit(self, name: str, within: tuple[str, ...]) -> None:
        if name in self.order:
            return
        place = self.given[name].place
        if name in within:
            self.page.wrong(place, f"{' -> '.join([*within, name])} is a circle")
        for other in self._mentioned(name):
            if other not in self.given:
                self.page.wrong(place, f"{name}: no name {other!r}; {near(other, [*self.given, *self.bare])}")
            self._visit(other, (*within, name))
        self.order[name] = None

    def __iter__(self) -> Iterator[dict[str, float]]:
        fixed = _Known({}, self.bare)
        self._put(fixed, [n for n in self.order if n not in self.moving], {})
        later = [n for n in self.order if n in self.moving]
        for choice in itertools.product(*(range(len(self.given[n].items)) for n in self.axes)):
            values = _Known(fixed, self.bare)
            self._put(values, later, dict(zip(self.axes, choice, strict=True)))
            yield values

    def _put(self, values: dict[str, float], names: list[str], choice: Mapping[str, int]) -> None:
        for name in names:
            given = self.given[name]
            item = given.items[choice.get(name, 0)]
            try:
                values[name] = item if isinstance(item, float) else evaluate(item, values)
            except Mistake as reason:
                self.page.wrong(given.place, f"{name}: {reason}")


class _Known(dict[str, float]):
    """What a formula looks up: a name, or the role that a bare name means."""

    def __init__(self, values: Mapping[str, float], bare: Mapping[str, str]):
        super().__init__(values)
        self.bare = bare

    def __missing__(self, name: str) -> float:
        return self[self.bare[name]]


def near(name: str, known: list[str]) -> str:
    """Tell which name may be meant."""
    found = difflib.get_close_matches(name, known, 1)
    return f"did you mean {found[0]!r}?" if found else f"there are {', '.join(dict.fromkeys(known)) or 'none'}"
