"""ACClip achieves a lower validation loss and a higher accuracy than Adam in the pretraining of BERT, for all model sizes.

Of one run each, with no deviation printed: what can be tested here are the cells against that sentence.
"""

from theorysim.model import Claim, Executed, Missing, Statement

# thousandths of the validation loss, hundredths of a percent of accuracy, with 6, 12 and 24 layers
ADAM = ((1907, 6345), (1718, 6644), (1432, 7056))
ACCLIP = ((1877, 6385), (1615, 6716), (1413, 7097))


def lower():
    """In so many of the three sizes the printed loss of ACClip is the lower one."""
    return sum(ours < theirs for (ours, _), (theirs, _) in zip(ACCLIP, ADAM, strict=True)), 3


def more_accurate():
    """In so many of the three sizes the printed accuracy of ACClip is the higher one."""
    return sum(ours > theirs for (_, ours), (_, theirs) in zip(ACCLIP, ADAM, strict=True)), 3


def larger_is_better():
    """Of either method a larger model has the lower loss and the higher accuracy, from 6 to 12 and from 12 to 24 layers."""
    steps = [(a, b) for cells in (ADAM, ACCLIP) for a, b in zip(cells, cells[1:], strict=False)]
    return sum(b[0] < a[0] and b[1] > a[1] for a, b in steps), 4


statement = Statement(
    "table-4.2",
    Claim(
        Executed((lower, more_accurate, larger_is_better)),
        part="the printed cells",
        why="They agree with the sentence; how far a second run would be from the first is not printed.",
    ),
    Claim(
        Missing("the text of Wikipedia and books, BERT of three sizes, pretrained by both methods; no network is trained here yet"),
        part="the measurement",
    ),
)
