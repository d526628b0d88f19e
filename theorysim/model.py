"""Every record in one place, for a file of your own: `from theorysim.model import Method, Objective, Relation, at_most`."""

from theorysim.claims.bound import Bound
from theorysim.claims.coins import Coins, doubt, success
from theorysim.claims.cover import Cover, Piece
from theorysim.claims.denial import Denial
from theorysim.claims.executed import Executed
from theorysim.claims.exists import Exists
from theorysim.claims.expected import Expected, Moment
from theorysim.claims.family import Family, Member
from theorysim.claims.goldstein import Goldstein
from theorysim.claims.instance import Hidden, Instance, Tossed, Uncovered
from theorysim.claims.missing import Missing
from theorysim.claims.numbers import after, count, quantile, through
from theorysim.claims.order import Known, Order
from theorysim.claims.rate import Rate
from theorysim.claims.relation import Relation, lines
from theorysim.claims.statement import Claim, Statement
from theorysim.claims.what import What
from theorysim.entries import (
    NEIGHBOURS,
    Assumption,
    Body,
    Method,
    Objective,
    Oracle,
    Quantity,
    Satisfies,
    Sense,
    Sided,
    at_most,
    given_by_user,
    less,
    same,
)
from theorysim.results import EFFORTS, Evidence, Grade, Held, Outcome, Run, RunOutcome, Setting, Trajectory, Verdict

__all__ = ["Assumption", "Body", "Bound", "Claim", "Coins", "Cover", "Denial", "EFFORTS", "Evidence", "Executed", "Exists"]
__all__ += ["Expected", "Family", "Goldstein", "Grade", "Held", "Hidden", "Instance", "Known", "Member", "Method", "Missing", "Moment"]
__all__ += ["NEIGHBOURS", "Objective"]
__all__ += ["Oracle", "Order", "Outcome", "Piece", "Quantity", "Rate", "Relation", "Run", "RunOutcome", "Satisfies", "Sense"]
__all__ += ["Setting", "Sided", "Statement", "Trajectory", "Tossed", "Uncovered", "Verdict", "What", "after", "at_most", "count", "doubt"]
__all__ += ["given_by_user", "less", "lines", "quantile", "same", "success", "through"]
