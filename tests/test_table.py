"""Columns are aligned, whatever is in them."""

import pytest

from theorysim.show.latex import lettered
from theorysim.show.table import table


def test_columns_are_as_wide_as_their_widest_cell():
    assert list(table([("name", "value"), ("a", 1.23456), ("long name", None)], right=(1,))) == [
        "name       value",
        "a          1.235",
        "long name      -",
    ]


def test_counts_are_printed_whole_and_nothing_trails():
    assert list(table([(123456789, ""), ("x", True)])) == ["123456789", "x          True"]


def test_no_rows():
    assert list(table([])) == []


def test_rows_of_different_lengths_are_refused():
    with pytest.raises(ValueError):
        list(table([(1, 2), (1,)]))


def test_a_table_for_a_paper_has_letters_and_signs_that_are_inert():
    assert lettered("50% & x_0 #1, epsilon = 0.1") == r"50\% \& $x_{0}$ \#1, $\epsilon = 0.1$"
    assert lettered(r"\input{x} $") == r"\textbackslash{}input\{x\} \$"
