"""Planted errors of every kind of certificate: none is accepted wrongly."""

import copy

import pytest
from planted_certificates import CLAIMS, asked, found, places, planted, statement

from theorysim.verify.reader import Reader

FEW = 200
CHANGES = 6
DUALS = ("powers", "a moment", "along u", "coins", "coins, at points", "expectation", "exponentials", "hints", "relation with hypotheses")
SUMS = [one for one in CLAIMS if one[0] in DUALS]  # of several terms each


@pytest.mark.parametrize("kind, what, more, broken, edits", SUMS, ids=[one[0] for one in SUMS])
def test_a_certificate_with_one_changed_digit_is_refused(kind, what, more, broken, edits, tmp_path):
    """A multiplier of a sum of several terms, which was 0 and is not any more: of so many, from the first to the last."""
    certificate, path, reader = found(tmp_path, what, more, broken), statement(tmp_path, what, more), Reader()
    terms = [(at, term) for at, (holder, key) in enumerate(_sums(certificate)) for term in range(len(holder[key]))]
    assert len(terms) > 1
    for at, term in terms[:: 1 + len(terms) // CHANGES]:
        new = copy.deepcopy(certificate)
        holder, key = _sums(new)[at]
        holder[key][term][0] = _with_a_digit(holder[key][term][0])
        outcome, why = asked(path, new, reader)
        assert outcome == "refused" and "the sum is not 0" in why, (key, term, why)


def _sums(certificate):
    return [place for place in places(certificate["proofs"]) if _is_sum(place[0][place[1]])]


def _is_sum(said):
    return isinstance(said, list) and len(said) > 1 and all(isinstance(one, list) and len(one) == 3 for one in said)


def _with_a_digit(number):
    """Return a number with its last digit changed."""
    return number[:-1] + ("1" if number[-1] != "1" else "2")


def test_no_planted_error_is_accepted_wrongly(tmp_path):
    tried, kinds = 0, set()
    for kind, said, in_file, outcome, why in planted(FEW, 17, tmp_path):
        tried += 1
        kinds.add(kind)
        assert outcome == "refused" or (outcome == "accepted" and not in_file), (kind, said, why)
    assert tried > FEW - 10 and kinds == {one[0] for one in CLAIMS}
