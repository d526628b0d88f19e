"""Clipping accelerates the training of an LSTM and of ResNet20."""

from theorysim.model import Claim, Missing, Statement

statement = Statement(
    "figure-3-4",
    Claim(
        Missing("the PTB text, the CIFAR-10 images, the LSTM, ResNet20 and their training runs; no network is trained here yet"),
        part="a: the curves",
    ),
    Claim(Missing("the CIFAR-10 images and 200 epochs of ResNet20; no network is trained here yet"), part="b: 95.2 % in 200 epochs"),
)
