"""Ask the judges about many cases, and print the score."""

import argparse
import sys
import time

from .score import KINDS, odd, pairs, table, tally


def main() -> int:
    """Return 0 where nothing false was said to hold and nothing true was refuted, else 1."""
    words = argparse.ArgumentParser(prog="python -m tests.adversary", description=__doc__)
    words.add_argument("--pairs", type=int, default=2000, help="cases that are false, and as many that are true")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--kind", default="", help="only kinds whose name has this in it")
    words.add_argument("--show", default="", help="print each case with this answer: proved, seen, undecided, refuted; or `odd`")
    words.add_argument("--slow", type=float, default=0, help="name each pair before it is asked, and what takes more seconds")
    asked = words.parse_args()
    begun = time.process_time()
    found = []
    for done, one in enumerate(pairs(asked.seed, asked.pairs, asked.kind), 1):
        if asked.slow:
            print(one[0].kind, one[0].text, "|", one[1].text, file=sys.stderr, flush=True)
        before = time.process_time()
        found += tally(one)
        if (spent := time.process_time() - before) > asked.slow > 0:
            print(f"{spent:.1f} s", file=sys.stderr, flush=True)
        for case, said, why in found[-2:]:
            if odd([(case, said, why)]) or said == asked.show:
                print(
                    f"{case.kind}, {'false' if case.false else 'true'}, {said}: {case.text}\n    known: {case.known}\n    why: {why}",
                    flush=True,
                )
        if sys.stderr.isatty():
            print(f"\r{done} of {asked.pairs}, {time.process_time() - begun:.0f} s", end="", file=sys.stderr)
    print("\n".join(table(found)))
    print(f"{len(found)} cases of {len(KINDS)} kinds in {time.process_time() - begun:.0f} CPU seconds, seed {asked.seed}")
    return int(bool(odd(found)))


if __name__ == "__main__":
    sys.exit(main())
