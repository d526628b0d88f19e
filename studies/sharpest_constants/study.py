"""Compare the constants of chapter 3's upper bounds with the best certified lower limits of the true ones.

Every upper bound that holds, as printed or repaired, and every line of a proof that has one constant. `study.py [FILE.svg [CHAPTER]]`.
"""

import sys
from pathlib import Path

import theorysim as ts


def lines(found):
    """Write each constant, the certified limit of the true one, and the line that replays the witness."""
    for limit in found:
        sharp = " (sharp)" if limit.share == 1 else ""
        yield f"{limit.claim}: printed {limit.printed}, the true one is at least {limit}{sharp}   [{limit.says}]"
        if limit.certified:
            yield f"    theorysim replay {limit.witness}"


def main(file, chapter=3):
    found = ts.sharpest(chapter)
    print(*lines(found), sep="\n")
    return ts.plot(found, file)


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).with_name("figure.svg")
    print(f"figure: {main(chosen, *map(int, sys.argv[2:3]))}")
