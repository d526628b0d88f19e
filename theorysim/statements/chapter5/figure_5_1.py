"""On ResNet20 and CIFAR10, Stochastic INGD matches SGD with momentum and outperforms Adam in test accuracy.

Of SGD and Adam the rates, momentum and weight decay are printed, of Stochastic INGD p, q and beta too; one run of each is drawn.
"""

from theorysim.model import Claim, Missing, Statement

statement = Statement(
    "figure-5-1",
    Claim(Missing("the CIFAR-10 images, ResNet20 and three training runs of 100 epochs; no network is trained here yet")),
)
