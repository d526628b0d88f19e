"""Planted errors of every kind of certificate: none is accepted wrongly."""

from planted_certificates import CLAIMS, planted

FEW = 200


def test_no_planted_error_is_accepted_wrongly(tmp_path):
    tried, kinds = 0, set()
    for kind, said, in_file, outcome, why in planted(FEW, 17, tmp_path):
        tried += 1
        kinds.add(kind)
        assert outcome == "refused" or (outcome == "accepted" and not in_file), (kind, said, why)
    assert tried > FEW - 10 and kinds == {one[0] for one in CLAIMS}
