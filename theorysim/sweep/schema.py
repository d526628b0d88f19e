"""Read a study.toml into records; whatever is wrong is one line that names the file and the line."""

import difflib
import math
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, ValidationError, model_validator

from theorysim.sweep.formula import FUNCTIONS, Grid, Item, Mistake, grid

RESERVED = {"case", "draws", "exact", "method", "objective", "oracle", "quantile", "y", "T", "ERT", *FUNCTIONS}
KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]")


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _given(value: Any) -> Any:
    """Read a number or a grid; a table is read name by name: {method: {eta: 1}} is method.eta."""
    return {name: grid(v) for name, v in value.items()} if isinstance(value, dict) else grid(value)


def _one(value: Any) -> Item:
    found = grid(value)
    if len(found) > 1:
        raise ValueError("it must be one number or formula")
    return found[0]


def _named(name: str) -> str:
    if not name.isidentifier() or name in RESERVED or name in SCALARS:
        raise ValueError(f"{name} may not be a name of `let`")
    return name


def _range(value: Any) -> tuple[float, float] | None:
    """Read where a rate is fitted: true, false, or [LOW, HIGH]."""
    if isinstance(value, bool):
        return (-math.inf, math.inf) if value else None
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(v, float | int) for v in value):
        raise ValueError("it must be true, false or [LOW, HIGH]")
    return value[0], value[1]


def _band(value: Any) -> tuple[float, float] | None:
    """Read the two quantiles of a band; none is drawn for false."""
    if value is False or value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(v, float) for v in value) or not 0 < value[0] < value[1] < 1:
        raise ValueError("it must be two quantiles, [0.1, 0.9], or false")
    return value[0], value[1]


Names = Annotated[list[str], BeforeValidator(_listed), Field(min_length=1)]
Share = Annotated[float, Field(gt=0, lt=1)]
Slope = Annotated[Any, PlainValidator(_one)]  # an Item
Numbers = Annotated[Any, PlainValidator(grid)]  # a Grid
Point = Annotated[Any, PlainValidator(lambda v: [grid(x) for x in v] if isinstance(v, list) and v else grid(v))]  # a list: coordinates
SCALARS = ("epsilon", "steps", "trials", "seed", "dimension", "start")


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Run(Strict):
    """What a study, a size and a case may say of a run; the innermost that says it counts."""

    method: Names | None = None
    objective: Names | None = None
    oracle: Names | None = None
    until: str | None = None
    epsilon: Numbers = None
    steps: Numbers = None
    trials: Numbers = None
    seed: Numbers = None
    dimension: Numbers = None
    start: Point = None
    exact: Literal["where possible", "never"] | None = None  # count T in closed form, where the run has one
    draws: Literal["own", "common"] | None = None  # common: trial i of every cell draws the same numbers, those of `run --trial i`
    one_run: bool | None = None  # read the epsilons that nothing else depends on off one run of each trial
    keep: Names | None = None  # "trials": T of each; quantities: their curves against k
    p: dict[str, Annotated[Any, PlainValidator(_given)]] = {}
    let: dict[Annotated[str, AfterValidator(_named)], Numbers] = {}

    @property
    def parameters(self) -> dict[str, Grid]:
        """The parameters, `method.eta` or `eta` as they are written."""
        found: dict[str, Grid] = {}
        for name, given in self.p.items():
            found |= {f"{name}.{n}": v for n, v in given.items()} if isinstance(given, dict) else {name: given}
        return found


class Case(Run):
    """One curve, more or less: a method and how its parameters are chosen."""

    label: str


Kind = Literal["points", "curves", "ecdf"]  # each is drawn by a file of its own, see kinds.py
DEFAULTS: dict[str, dict[str, Any]] = {  # what a figure of a kind has where the page does not say
    "points": {},
    "curves": {"x": "k", "y": ["gap"], "fit": False},
    "ecdf": {"x": "k", "fit": False, "yscale": "linear"},
}


class Figure(Strict):
    """What is drawn, fitted and tabulated: points over a sweep, curves over steps, or the share of runs that reached."""

    kind: Kind = "points"
    x: str = "epsilon"
    y: Names = ["T"]
    band: Annotated[Any, PlainValidator(_band)] = None  # of curves: two quantiles
    compare: Annotated[Names, Field(max_length=2)] = []  # two cases, trial by trial
    quantile: Annotated[list[Share], BeforeValidator(lambda v: v if isinstance(v, list) else [v])] = [0.5]
    lines: Names = ["case"]
    panels: Names = []
    worst_over: Names = []
    best_over: Names = []
    best_by: str = ""  # what is best or worst, where it is not y itself
    predicted: Annotated[dict[str, Slope], BeforeValidator(lambda v: v if isinstance(v, dict) else {"": v})] = {}
    grows_as: Annotated[dict[str, str], BeforeValidator(lambda v: {"": v} if isinstance(v, str) else v)] = {}  # y is a constant times this
    tolerance: Annotated[float, Field(ge=0)] = 0.01  # of a slope without noise beside the predicted one
    reasons: dict[str, str] = {}  # why a line is not as predicted
    curves: dict[str, str] = {}
    bound: Names = []  # statements, ID:READING, whose bounds are drawn
    fit: Annotated[Any, PlainValidator(_range)] = (-math.inf, math.inf)
    xscale: Literal["log", "linear"] = "log"
    yscale: Literal["log", "linear"] = "log"
    xlabel: str = ""
    ylabel: str = ""
    columns: Literal[1, 2] = 2  # of a page, that the figure is as wide as
    level: Share = 0.95

    @model_validator(mode="before")
    @classmethod
    def _by_kind(cls, said: Any) -> Any:
        return DEFAULTS.get(str(said.get("kind")), {}) | said if isinstance(said, dict) else said


class Study(Run):
    """A whole study.toml."""

    says: str
    source: str = ""
    case: list[Case] = []
    size: dict[str, Run] = {}
    figure: Figure | None = None


Place = tuple[str | int, ...]  # of a key: ("case", 0, "p", "eta")


class Page:
    """The text of a study.toml, which knows at which line a key stands."""

    def __init__(self, file: Path, text: str | None = None):
        self.file = file
        try:
            self.text = file.read_text(encoding="utf-8-sig") if text is None else text
        except (OSError, UnicodeDecodeError) as reason:
            raise Mistake(f"{file} cannot be read: {getattr(reason, 'strerror', None) or reason}") from None

    def at(self, *place: str | int) -> str:
        """Return `file:line` of the deepest part of a key's place that is written."""
        table: tuple[str | int, ...] = ()
        counts: dict[str, int] = {}
        best, found = 0, 0
        for number, line in enumerate(self.text.splitlines(), 1):
            if header := HEADER.match(line):
                table = tuple(_bare(header[2]))
                if header[1] == "[[":
                    counts[header[2]] = counts.get(header[2], -1) + 1
                table = _numbered(table, counts)
                here = table
            elif key := KEY.match(line):
                here = (*table, *_bare(key[1]))
            else:
                continue
            common = sum(1 for _ in _same(here, place))
            if common > best and (common == len(here) or common == len(place)):
                best, found = common, number
        return f"{self.file}:{found}" if found else str(self.file)

    def wrong(self, place: Place | None, message: str) -> NoReturn:
        """Raise Mistake, at the line of the place."""
        raise Mistake(message if place is None else f"{self.at(*place)}: {message}")

    def saying(self, word: str) -> str:
        """Return `file:line` of the first line that mentions a word in quotes."""
        for number, line in enumerate(self.text.splitlines(), 1):
            if f'"{word}"' in line or f"'{word}'" in line:
                return f"{self.file}:{number}"
        return str(self.file)

    def study(self) -> Study:
        """Read it; raises Mistake."""
        try:
            return Study.model_validate(tomllib.loads(self.text))
        except tomllib.TOMLDecodeError as reason:
            says, _, place = str(reason).partition(" (at line ")
            raise Mistake(f"{self.file}{':' + place.partition(',')[0] if place else ''}: {says}") from None
        except ValidationError as reason:
            raise Mistake(self._said(reason.errors()[0])) from None

    def _said(self, error: Any) -> str:
        place = tuple(part for part in error["loc"] if part != "[key]")
        name, kind = str(place[-1]), error["type"]
        if kind == "extra_forbidden":
            near = difflib.get_close_matches(name, _known(place), 1)
            says = f"unknown key {name!r}; " + (f"did you mean {near[0]!r}?" if near else f"there are {', '.join(_known(place))}")
        elif kind == "missing":
            says = f"{name!r} is missing"
        else:
            shown = [str(p) for p in place if not isinstance(p, int)]
            message = error["msg"].removeprefix("Value error, ").removeprefix("Input ")
            says = f"{shown[-1] if shown else 'it'}: {message}"
        return f"{self.at(*place)}: {says}"


def _known(place: tuple[Any, ...]) -> list[str]:
    tables: dict[Any, type[Strict]] = {"case": Case, "size": Run, "figure": Figure}
    return list((tables[place[0]] if len(place) > 1 else Study).model_fields)


def _bare(text: str) -> list[str]:
    return [part.strip().strip("\"'") for part in re.findall(r"""[^."']+|"[^"]*"|'[^']*'""", text) if part.strip()]


def _numbered(table: tuple[str | int, ...], counts: dict[str, int]) -> tuple[str | int, ...]:
    return (table[0], counts[str(table[0])], *table[1:]) if table and str(table[0]) in counts else table


def _same(one: tuple[str | int, ...], other: tuple[str | int, ...]) -> Any:
    for a, b in zip(one, other, strict=False):
        if a != b:
            return
        yield a
