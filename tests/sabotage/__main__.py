"""Do acts of sabotage, and print what did not hold."""

import argparse
import sys
import tempfile
import time
from collections import Counter
from itertools import islice
from pathlib import Path

from .kinds import acts
from .world import done, world


def main() -> int:
    """Return 0 where all held, else 1."""
    words = argparse.ArgumentParser(prog="python -m tests.sabotage", description=__doc__)
    words.add_argument("many", type=int, nargs="?", default=1000)
    words.add_argument("--seed", default="1")
    words.add_argument("--only", type=int, help="do this act alone, and print what it printed")
    given = words.parse_args()
    begun = time.time()
    with tempfile.TemporaryDirectory() as above, world(Path(above)) as made:
        if given.only is not None:
            act = next(islice(acts(given.seed), given.only, None))
            print(act.words, act.told, *made.faults(act), sep="\n")
            print(*(f"--- {name}\n" + (Path(above) / f"here.{name}").read_text(errors="replace")[-3000:] for name in ("out", "err")))
            return 0
        kinds, bad = Counter[str](), 0
        for text in done(made, acts(given.seed), given.many, kinds):
            print(text, flush=True)
            bad += 1
    print(f"{given.many} acts, seed {given.seed}: {bad} after which something did not hold; {time.time() - begun:.0f} s")
    print(", ".join(f"{kind} {n} ({made.seconds[kind]:.0f} s)" for kind, n in sorted(kinds.items())))
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
