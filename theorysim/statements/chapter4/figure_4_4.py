"""With attention the gradient noise is heavy-tailed whatever the input; without it, on Wikipedia, and not on Gaussian input."""

from theorysim.model import Claim, Missing, Statement

NEEDED = "and the norms of its gradients' noise; no network is trained here yet"

statement = Statement(
    "figure-4-4",
    Claim(Missing(f"BERT, the text of Wikipedia {NEEDED}"), part="attention, Wikipedia and Gaussian input"),
    Claim(Missing(f"BERT without its self-attention, the text of Wikipedia {NEEDED}"), part="ResNet, Wikipedia and Gaussian input"),
)
