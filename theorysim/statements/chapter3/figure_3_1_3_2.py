"""Local smoothness grows with the gradient norm along the training of an LSTM on PTB, when it is clipped."""

from theorysim.model import Claim, Missing, Statement

statement = Statement(
    "figure-3-1-3-2",
    Claim(Missing("the PTB text, the AWD-LSTM and its training run; no network is trained here yet"), part="a: figure 3-1"),
    Claim(Missing("the PTB text, the LSTM and three training runs of it; no network is trained here yet"), part="b: figure 3-2"),
)
