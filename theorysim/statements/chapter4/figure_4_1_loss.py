"""SGD with momentum outperforms Adam for ResNet50 on ImageNet; SGD converges much slower than Adam for BERT."""

from theorysim.model import Claim, Missing, Statement

statement = Statement(
    "figure-4-1-loss",
    Claim(Missing("the ImageNet images, ResNet50 and its training runs; no network is trained here yet"), part="(a): ResNet50 on ImageNet"),
    Claim(Missing("the text of Wikipedia and books, BERT and its pretraining; no network is trained here yet"), part="(e): BERT"),
)
