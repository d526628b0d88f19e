"""The command line: `theorysim COMMAND`, one line for an error, exit 2 for bad usage."""

import gc
import shlex
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from theorysim import catalogue
from theorysim.commands import arguments
from theorysim.commands.arguments import AsJson, Parameters
from theorysim.commands.chosen import chosen, known
from theorysim.commands.errors import ended_by
from theorysim.commands.streams import abandoned, flushed, prepared, say, say_json
from theorysim.results import EFFORTS
from theorysim.settings import Usage, can_be_written, write
from theorysim.show.table import table
from theorysim.sweep.signals import Terminated, heard, unless_a_signal_came

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]})
GARBAGE = (50_000, 20, 20)  # is looked for so seldom: compilers and algebra make much that lives, and looking is a tenth of a check


@app.callback()
def options(
    debug: Annotated[bool, typer.Option(help="Show the traceback of an error.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=arguments.version)] = False,
) -> None:
    """Run optimization methods, and judge statements about them by machine."""
    del debug, version  # read by main(), and by its callback


@app.command("list")
def list_(kind: arguments.AKind = "", json_: AsJson = False) -> None:
    """List the entries, all of them or of one kind."""
    found = [e for k in ([kind] if kind else catalogue.KINDS) for e in (*catalogue.entries(k), *catalogue.wrappers(k))]
    if json_:
        return say_json([{"name": e.name, "kind": e.kind, "summary": e.summary, "source": e.source, "aliases": e.aliases} for e in found])
    say(*table([(", ".join(e.called), e.kind, e.summary) for e in found]))


@app.command()
def show(
    name: arguments.AnEntry,
    plot: Annotated[Path | None, typer.Option(help="Draw an objective to this file.")] = None,
    json_: AsJson = False,
) -> None:
    """Print the page of an entry. It has its formulas, its parameters, where it stands in the thesis, and one run."""
    from theorysim.commands.show import shown

    page = shown(name, plot)
    say_json(page) if json_ else say(*page["page"])


@app.command()
def run(
    method: arguments.AMethod,
    objective: arguments.AnObjective,
    p: Parameters = [],  # noqa: B006
    oracle: arguments.AnOracle = "exact",
    start: Annotated[str | None, typer.Option(help="The starting point: X, or X1,X2,...")] = None,
    until: arguments.AQuantity = "gradient_norm",
    epsilon: Annotated[str, typer.Option(help="How small that quantity has to become.")] = "1e-3",
    steps: Annotated[str, typer.Option(help="Give up after this many steps.")] = "100000",
    runs: Annotated[int, typer.Option(help="How many runs, for quantiles of T.")] = 1,
    quantile: Annotated[float | None, typer.Option(help="Which quantile of T to report.")] = None,
    dimension: Annotated[int | None, typer.Option(help="How many coordinates, for a sum over coordinates.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the random draws.")] = 0,
    trial: Annotated[int, typer.Option(help="Which of the random runs to show.")] = 0,
    exact: Annotated[bool, typer.Option("--exact", help="Count T in closed form, in integers of any size.")] = False,
    claim: Annotated[str, typer.Option(help="Hold the run against ID:READING:PART; its constants are -p statement.NAME=VALUE.")] = "",
    trace: Annotated[Path | None, typer.Option(help="Write log-spaced snapshots to this CSV file.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Write every step to --trace, with its point.")] = False,
    plot: Annotated[Path | None, typer.Option(help="Draw gradient norm and value over the steps to this file.")] = None,
    json_: AsJson = False,
) -> None:
    """Run one setting, and print T and the outcome. T counts the steps until the quantity is at most epsilon; of many runs, quantiles."""
    from theorysim.commands.against import split
    from theorysim.commands.run import lines, result
    from theorysim.commands.traced import Traced
    from theorysim.settings import Words, parse
    from theorysim.show.progress import counting

    against, p = split(claim, p)
    parsed = parse(Words(method, objective, p, start, until, epsilon, steps, oracle, dimension, seed, trial, exact))
    with counting(runs) as progress:
        said = result(parsed, runs, quantile, Traced(trace, full, plot), progress, against)
    say_json(said) if json_ else say(*lines(said))


@app.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
def replay(context: typer.Context) -> None:
    """Replay a line that a verdict printed. It is a setting of `run`, or ID:READING:PART -p statement.NAME=VALUE ...

    STUDY --cell KEY runs one cell of a study again; points.csv has the keys.
    """
    from theorysim.commands.replay import claim_of, replay_claim

    words = context.args
    if any(word.startswith("--cell") for word in words):
        return _cell(words)
    if len(words) == 1 and " -" in words[0]:
        try:
            words = shlex.split(words[0])
        except ValueError as reason:
            raise Usage(f"replay: {reason}") from reason
    if not words or words[0].startswith("-"):
        raise Usage("replay takes the line that a verdict printed")
    claim = claim_of(words)
    if claim is None:
        return _again(words)
    lines = replay_claim(*claim, [w for w in words[1:] if w != "--json"])
    say_json({"claim": ":".join(filter(None, claim)), "lines": lines}) if "--json" in words else say(*lines)


def _cell(words: list[str]) -> None:
    from theorysim.commands.replay_cell import lines, read, replayed

    found = replayed(*read(words))
    say_json(found) if "--json" in words else say(*lines(found))
    if found["stored"] == "another result":
        raise typer.Exit(1)


def _again(words: list[str]) -> None:
    code = app(["run", *words], standalone_mode=False)
    if code:
        raise typer.Exit(code)


@app.command()
def check(
    ids: arguments.Statements = None,
    chapter: Annotated[int | None, typer.Option(help="Judge all statements of a chapter that have a file.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Judge all statements that have a file.")] = False,
    effort: Annotated[str, typer.Option(help=f"How hard to search for a counterexample: {', '.join(EFFORTS)}.")] = "standard",
    j: Annotated[int, typer.Option("-j", help="Worker processes.")] = 1,
    fresh: Annotated[bool, typer.Option(help="Judge anew, even where the verdict of an earlier check is in the cache.")] = False,
    record: Annotated[bool, typer.Option(help="Write the verdicts into the ledger; with --all, all of it.")] = False,
    certificates: Annotated[bool, typer.Option("--certificates", help="Keep a certificate of what holds, for `theorysim verify`.")] = False,
    json_: AsJson = False,
) -> None:
    """Judge statements, as printed and as repaired. Of each reading it prints outcome, grade, worst ratio, slack and a line that replays.

    The exit status is 0 where every outcome is as recorded in the ledger (holds, where none is), 3 where one is undecided instead, else 1.
    """
    if effort not in EFFORTS:
        raise Usage(f"--effort is {effort!r}; it must be {', '.join(EFFORTS)}")
    if j < 1:
        raise Usage(f"-j is {j}; it must be at least 1")
    names = chosen(ids or [], chapter, all_)
    if record and (strangers := [name for name in names if name not in catalogue.inventory()]):
        raise Usage(f"{strangers[0]} has no row in the ledger: it is not in the inventory")
    from theorysim.commands.check import check as judged

    raise typer.Exit(judged(names, effort, j, record, json_, fresh, certificates))


@app.command()
def verify(
    names: arguments.Certified = None,
    all_: Annotated[bool, typer.Option("--all", help="Check the certificates of all statements.")] = False,
    json_: AsJson = False,
    coq: Annotated[bool, typer.Option("--coq", help="Write the proofs of one statement for Coq, to the file of -o.")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file of --coq.")] = None,
) -> None:
    """Check certificates that `check --certificates` kept. Nothing of the judges is used; the exit status is 1 where one is refused."""
    from theorysim.commands import verify as checked

    if coq:
        return say(checked.in_coq(names or [], output))
    if output is not None:
        raise Usage("-o names the file of --coq")

    begun = time.process_time()
    found = list(checked.verified(names or [], all_))
    said = checked.as_json(found, time.process_time() - begun)
    say_json(said) if json_ else say(*checked.page(found))
    if said["refused"]:
        raise typer.Exit(1)


@app.command()
def falsify(
    name: arguments.AStatement,
    seconds: Annotated[float, typer.Option(help="How long to search.")] = 10,
    seed: Annotated[int, typer.Option(help="Seed of the search.")] = 1,
    evaluations: Annotated[int | None, typer.Option(help="How many instances to try at most; then the same seed finds the same.")] = None,
    pytest: Annotated[Path | None, typer.Option(help="Write the test that shows what was found to this file.")] = None,
    plot: Annotated[Path | None, typer.Option(help="Draw the worst instance to this file.")] = None,
    json_: AsJson = False,
) -> None:
    """Search for a counterexample, and make it small. It is confirmed beyond float64; the exit status is 1 where there is one.

    It is 3 where float64 shows one and nothing beyond it decides.
    """
    from theorysim.commands.falsify import Asked, falsified

    raise typer.Exit(falsified(Asked(name, seconds, seed, evaluations, json_, pytest, plot)))


@app.command()
def game(
    oracle: Annotated[str, typer.Argument(help="A resisting oracle; each that the method fits, if none is given.")] = "",
    against: Annotated[str, typer.Option(help="The method: a name, FILE.py:NAME, or WRAPPER:METHOD.")] = "",
    p: Parameters = [],  # noqa: B006
    start: Annotated[str | None, typer.Option(help="Where a game of one variable starts; 0 if not given.")] = None,
    steps: Annotated[str, typer.Option(help="How many steps the method takes at most.")] = "100",
    seeds: Annotated[int, typer.Option(help="How many seeds of a random method play.")] = 20,
    seed: Annotated[int, typer.Option(help="The first of them.")] = 0,
    on: Annotated[str, typer.Option(help="Play against FILE.py:NAME, a function that a game handed back.")] = "",
    o: Annotated[Path | None, typer.Option("-o", help="The folder to write to; ./lost_METHOD if none is given.")] = None,
    json_: AsJson = False,
) -> None:
    """Play a resisting oracle against a method, and write the function on which it lost; 1 where a method that fits was not beaten."""
    from theorysim.commands import game as played

    raise typer.Exit(played.game(played.Words(oracle, against, p, start, steps, seeds, seed, on, o, json_)))


@app.command()
def ledger(
    chapter: Annotated[int | None, typer.Option(help="List one chapter, statements that have no file yet too.")] = None,
    check_: Annotated[
        bool, typer.Option("--check", help="Exit 1 when a recorded verdict is missing, stale, or refutes what no repair mends.")
    ] = False,
    errata: Annotated[bool, typer.Option(help="Print the page of errata: what is refuted, and its repair.")] = False,
    o: Annotated[Path | None, typer.Option("-o", help="Write the page of errata to this file.")] = None,
    json_: AsJson = False,
) -> None:
    """Print the statements of the thesis with their verdicts. They are those that `check --record` wrote last."""
    from theorysim.memory import ledger as record
    from theorysim.show import errata as of_errata
    from theorysim.show import record as shown

    known(chapter)
    if o is not None and not errata:
        raise Usage("-o goes with --errata")
    if o is not None:
        can_be_written(o)
    found = record.listing(chapter)
    if errata:
        text = "\n".join(of_errata.errata(found["statements"], catalogue.inventory())) + "\n"
        if o is None:
            return say(text.removesuffix("\n"))
        return write(o, text)
    bad = record.amiss(found["statements"])
    if json_:
        say_json(found)
    else:
        say(*shown.page(found["statements"], found["coverage"], catalogue.inventory(), every=chapter is not None))
    if check_ and bad:
        print("; ".join(f"{word}: {', '.join(ids)}" for word, ids in bad.items()), file=sys.stderr)
        raise typer.Exit(1)


@app.command()
def study(
    name: arguments.AStudy,
    p: Annotated[list[str], typer.Option("-p", help="NAME=VALUE, a number, a formula, or a grid 1,10 or log:1e-3:1:13; repeatable.")] = [],  # noqa: B006
    j: Annotated[int, typer.Option("-j", help="Worker processes.")] = 1,
    size: Annotated[str | None, typer.Option(help="A size that the study names.")] = None,
    o: Annotated[Path | None, typer.Option("-o", help="The folder to write to; ./NAME if none is given.")] = None,
    store: Annotated[Path | None, typer.Option(help="Where results are kept; cells.sqlite in the -o folder if none is given.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell how many cells there are and how long they may take.")] = False,
    collect: Annotated[bool, typer.Option("--collect", help="Run nothing: write what is in the store, as Parquet too.")] = False,
    columns: Annotated[int | None, typer.Option(min=1, max=2, help="Columns of a page that the figure is as wide as.")] = None,
    json_: AsJson = False,
) -> None:
    """Run a study, and write its figure, table and points. The same command goes on where it was stopped."""
    from theorysim.settings import pairs

    if j < 1:
        raise Usage(f"-j is {j}; it must be at least 1")
    if dry_run and collect:
        raise Usage("--dry-run or --collect: one of the two")
    given = pairs(p)
    from theorysim.commands.study import Asked
    from theorysim.commands.study import study as swept

    raise typer.Exit(swept(Asked(name, given, j, size, o, store, dry_run, collect, json_, columns)))


@app.command()
def report(
    store: Annotated[Path | None, typer.Argument(help="The store of a study, or its folder.")] = None,
    ledger: Annotated[bool, typer.Option("--ledger", help="Include every statement with its recorded verdict.")] = False,
    o: Annotated[Path | None, typer.Option("-o", help="The page to write, FILE.html.")] = None,
    run_code: Annotated[bool, typer.Option("--run-code", help="Import the files and packages that the store names.")] = False,
    json_: AsJson = False,
) -> None:
    """Write a report as one self-contained page. It shows the store of a study, the ledger, or both."""
    from theorysim.commands.report import lines_of
    from theorysim.commands.report import report as written

    said = written(store, ledger, o, run_code)
    say_json(said) if json_ else say(*lines_of(said))


@app.command()
def new(
    kind: Annotated[str, typer.Argument(help="method, objective, oracle, statement, assumption, quantity")],
    name: Annotated[str, typer.Argument(help="A name of your choice.")],
    o: Annotated[Path | None, typer.Option("-o", help="The file to write; NAME.py if none is given.")] = None,
) -> None:
    """Write a small working file to start from."""
    from theorysim.commands.new import make

    say(*make(kind, name, o))


@app.command()
def test(file: Annotated[str, typer.Argument(help="FILE.py, a file of your own.")], json_: AsJson = False) -> None:
    """Test the entries of a file of your own. What breaks a law of its kind is named; the exit status is then 1."""
    from theorysim.commands.test import as_json as shaped
    from theorysim.commands.test import lines, tested

    found = tested(file)
    say_json(shaped(file, found)) if json_ else say(*lines(file, found))
    if any(t.complaints for t in found):
        raise typer.Exit(1)


@app.command()
def bench(
    only: Annotated[str, typer.Option("--only", metavar="TEXT", help="Measure only what has this in its name: an entry, a partner.")] = "",
    product: Annotated[bool, typer.Option("--product", help="Measure a twentieth of all methods, objectives and oracles instead.")] = False,
    seed: Annotated[int | None, typer.Option("--seed", help="Which twentieth --product takes.")] = None,
    json_: AsJson = False,
) -> None:
    """Measure how fast runs are. Speeds are ratios, taken in one run, to C, to NumPy and to each other; 1 when a target is missed."""
    if seed is not None and not product:
        raise Usage("--seed goes with --product")
    from theorysim.commands.bench import lines, measured, missed

    result = measured(only, product, seed or 0, lambda line: print(line, file=sys.stderr, flush=True))
    say_json(result) if json_ else say(*lines(result))
    if missed(result["rows"]):
        raise typer.Exit(1)


@app.command()
def doctor(
    names: arguments.Warmed = None,
    warm: Annotated[bool, typer.Option("--warm", help="Compile the drivers of common pairs, and tell how many.")] = False,
    j: Annotated[int | None, typer.Option("-j", help="Processes that compile; as many as there are cores.")] = None,
    json_: AsJson = False,
) -> None:
    """Tell what is installed, and how to install what is not. A kernel is compiled, to see that it counts right."""
    from theorysim.commands import doctor as looked

    found = looked.asked(warm, names or [], j)
    say_json(looked.as_json(found)) if json_ else say(*looked.lines(found))
    if broken := [r for r in found if r.broken]:
        raise Usage(f"{broken[0].name}: {broken[0].install}")


def main(words: list[str] | None = None) -> int:
    """Run the command line and return its exit status; an error is one line on stderr."""
    words = (sys.argv[1:] if words is None else words) or ["--help"]
    threshold, _ = gc.get_threshold(), gc.set_threshold(*GARBAGE)  # type: ignore[func-returns-value]
    try:
        with heard(), prepared("--json" in words):
            return _status(words)
    except KeyboardInterrupt:
        return 130
    except Terminated:
        return 143
    except OSError as error:  # where not even a pipe can be opened
        return ended_by(error)
    finally:
        gc.set_threshold(*threshold)


def _status(words: list[str]) -> int:
    try:
        code = app(words, standalone_mode=False)
        flushed()
        return code if isinstance(code, int) else 0
    except typer.Abort:
        return 130
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):  # the parser of words ends so where nobody reads
            abandoned()
            return 141
        unless_a_signal_came(ended)
        return ended_by(ended)
    except BrokenPipeError:
        abandoned()
        return 141
    except (KeyboardInterrupt, Terminated):
        raise
    except BaseException as error:  # a user's code may raise any
        unless_a_signal_came(error)
        if "--debug" in words:
            raise
        return ended_by(error)
