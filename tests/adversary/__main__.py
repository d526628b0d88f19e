"""Ask the judges about many cases, and print the score."""

import argparse
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from .score import KINDS, Found, odd, share, table


def asked(seed: int, many: int, only: str, jobs: int) -> Iterator[Found]:
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for some in [pool.submit(share, seed, many, only, part, jobs) for part in range(jobs)]:
            yield from some.result()


def main() -> int:
    """Return 0 where nothing false was said to hold and nothing true was refuted, else 1."""
    words = argparse.ArgumentParser(prog="python -m tests.adversary", description=__doc__)
    words.add_argument("--pairs", type=int, default=2000, help="cases that are false, and as many that are true")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--kind", default="", help="only kinds whose function has this in its name")
    words.add_argument("--show", default="", help="print what was said to be this, too: proved, seen, undecided or refuted")
    words.add_argument("-j", "--jobs", type=int, default=2)
    given = words.parse_args()
    begun = time.time()
    found = list(asked(given.seed, given.pairs, given.kind, given.jobs))
    for case, said, why in found:
        if said == given.show:
            print(f"{case.kind}, {'false' if case.false else 'true'}: {case.text}\n    known: {case.known}\n    why: {why}")
    print("\n".join(table(found)))
    print(f"{len(found)} cases of {len(KINDS)} kinds and the dear ones in {time.time() - begun:.0f} s, seed {given.seed}")
    return int(bool(odd(found)))


if __name__ == "__main__":
    sys.exit(main())
