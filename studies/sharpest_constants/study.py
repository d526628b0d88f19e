"""Compare the constants of chapter 3's upper bounds with the best certified lower limits of the true ones.

Every upper bound that holds, as printed or repaired, and every line of a proof that has one constant; `-p chapter=4` takes another chapter.
"""

from types import SimpleNamespace

import theorysim as ts
from theorysim.commands import verbs
from theorysim.memory import ledger

SOURCES = (
    "judge",
    "prove",
    "chance",
    "members",
    "trials",
    "falsify",
    "simulate",
    "readings",
    "objectives",
    "methods",
    "oracles",
    "statements",
)


def cells(chapter=3):
    """Return the statements, each with the key of what is recorded of it: the ledger says which reading holds."""
    recorded = ledger.read()
    return [{"statement": name, "recorded": (recorded.get(name) or {}).get("key")} for name in verbs.with_constants(chapter)]


def measured(cell):
    """Return each constant, the certified limit of the true one in words and as a number, and the line that replays the witness."""
    return {"limits": [_limit(one) for one in ts.sharpest(cell["statement"])]}


def _limit(one):
    least = float(one.at_least) if one.certified else None
    shown = {"printed": str(one.printed), "constant": float(one.printed), "shown": str(one), "at_least": least, "sharp": one.share == 1}
    return {"claim": one.claim, "says": one.says, "witness": one.witness, **shown}


def lines(found):
    """Write each constant, the certified limit of the true one, and the line that replays the witness."""
    for limit in (one for _, gave in found for one in gave["limits"]):
        sharp = " (sharp)" if limit["sharp"] else ""
        yield f"{limit['claim']}: printed {limit['printed']}, the true one is at least {limit['shown']}{sharp}   [{limit['says']}]"
        if limit["at_least"] is not None:
            yield f"    theorysim replay {limit['witness']}"


def drawn(found, file):
    limits = [one for _, gave in found for one in gave["limits"]]
    shown = [{"claim": x["claim"], "printed": x["constant"], "at_least": x["at_least"]} for x in limits]
    return ts.plot([SimpleNamespace(**x, certified=x["at_least"] is not None) for x in shown], file)
