"""The conservative alpha = 1 leads to the best performance; ACClip has tau = 1, learning rate 1e-4, beta_1 = 0.9, beta_2 = 0.99, ...

What alpha and tau_0 are in the runs of section 4.6.2 is not said: tau = 1 is none of the thresholds tau_k with k >= 1, which Algorithm 1
computes. (alpha = 1 is outside of (1, 2], where the theorems are.)
"""

from theorysim.model import Claim, Missing, Statement

statement = Statement(
    "text-4.6.2-settings",
    Claim(Missing("training runs of the networks with several alpha; no network is trained here yet"), part="the best alpha"),
    Claim(Missing("the text of Wikipedia and books, BERT and its pretraining with these settings"), part="the settings"),
)
