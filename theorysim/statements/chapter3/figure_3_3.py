"""Local smoothness grows with the gradient norm along the training of ResNet20 with clipping, and not without."""

from theorysim.model import Claim, Missing, Statement

NEEDED = Missing("the CIFAR-10 images, ResNet20 and three training runs of it; no network is trained here yet")

statement = Statement("figure-3-3", Claim(NEEDED, part="a: none by default"), Claim(NEEDED, part="c: with clipping and a large step"))
