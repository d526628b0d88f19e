"""The distribution of gradient noise changes during BERT training and becomes more concentrated; for ResNet it remains almost unchanged."""

from theorysim.model import Claim, Missing, Statement

statement = Statement(
    "figure-4-2",
    Claim(Missing("the text of Wikipedia, BERT at the beginning of several epochs; no network is trained here yet"), part="BERT"),
    Claim(Missing("the ImageNet images, ResNet at the beginning of several epochs; no network is trained here yet"), part="ResNet"),
)
