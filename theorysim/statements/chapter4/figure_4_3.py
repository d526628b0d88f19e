"""Clipping improves SGD, clipping each coordinate comes near to Adam, and ACClip is faster than Adam and ends at a lower loss.

The page calls the curves of the toy Transformer-XL figure 4-3b, and BERT's figures 4-3b and 4-3c; by the caption the first is figure 4-3a.
"""

from theorysim.model import Claim, Missing, Statement

NEEDED = "and {} of five methods with tuned step sizes; no network is trained here yet"

statement = Statement(
    "figure-4-3",
    Claim(Missing("the PTB text, a Transformer-XL of 6 layers " + NEEDED.format("training runs")), part="a: Transformer-XL"),
    Claim(Missing("the text of Wikipedia and books, BERT " + NEEDED.format("pretraining runs")), part="b: BERT"),
)
