"""The algebra behind section 3.2.3: matrices against examples worked out by hand, and wrong displays, which the networks refuse."""

import pytest

from theorysim.objectives.deep_linear import deep_linear_network
from theorysim.statements.chapter3 import text_3_2_3_diagonal as diagonal
from theorysim.statements.chapter3 import text_3_2_3_gradient as gradients
from theorysim.statements.chapter3 import text_3_2_3_hessian as hessians
from theorysim.statements.chapter3 import text_3_2_3_monotone as bounds
from theorysim.statements.chapter3.parts import linear_layers as layers
from theorysim.statements.chapter3.parts.linear_networks import NETS, blocks

A, B = ((1, 2), (3, 4), (5, 6)), ((0, 1, -1), (2, 0, 3))  # 3 x 2, 2 x 3
# W_1 = (1, 2)^T, W_2 = (3, 4), X = 5, Y = 50: f(X) = 55, residual 5, loss 25
NET = (((1,), (2,)), ((3, 4),)), ((5,),), ((50,),)
PAIRS = tuple((net, i, j) for net in NETS for i, j in blocks(net))


def test_products_by_hand():
    assert layers.times(A, B) == ((4, 1, 5), (8, 3, 9), (12, 5, 13))
    assert layers.transposed(A) == ((1, 3, 5), (2, 4, 6))
    assert layers.vec(A) == (1, 2, 3, 4, 5, 6) and layers.vec_by_columns(A) == (1, 3, 5, 2, 4, 6)
    assert layers.kron(((1, 2),), B) == ((0, 1, -1, 0, 2, -2), (2, 0, 3, 4, 0, 6))
    assert layers.kron_swapped(((1, 2),), ((3, 4),)) == layers.kron(((3, 4),), ((1, 2),)) == ((3, 6, 4, 8),)
    assert layers.product((), 2) == ((1, 0), (0, 1)) and layers.product((A, B), 2) == layers.times(B, A)
    with pytest.raises(ValueError, match="longer than"):
        layers.times(A, A)


def test_vec_of_a_product_of_three():
    left, middle, right = ((1, -2), (0, 3)), ((4, 5, 6), (7, 8, 9)), ((1, 0), (2, -1), (0, 5))
    whole = layers.vec(layers.times(layers.times(left, middle), right))
    by_rows, by_columns = layers.kron(left, layers.transposed(right)), layers.kron(layers.transposed(right), left)
    assert whole == tuple(layers.dot(row, layers.vec(middle)) for row in by_rows)
    assert whole != tuple(layers.dot(row, layers.vec(middle)) for row in by_columns)  # which is for vec by columns
    assert layers.vec_by_columns(layers.times(layers.times(left, middle), right)) == tuple(
        layers.dot(row, layers.vec_by_columns(middle)) for row in by_columns
    )


@pytest.mark.parametrize("W", [A, B, ((7,),), ((1, 2, 3),)])
def test_the_reordering_takes_vec_to_that_of_the_transpose(W):
    K = layers.reordering(len(W), len(W[0]))
    assert tuple(layers.dot(row, layers.vec(W)) for row in K) == layers.vec(layers.transposed(W))
    assert layers.times(K, layers.transposed(K)) == layers.identity(len(W) * len(W[0]))


def test_units_come_in_the_order_of_vec():
    assert [layers.vec(T).index(1) for T in layers.units(A)] == [0, 1, 2, 3, 4, 5]
    assert [layers.vec_by_columns(T).index(1) for T in layers.units(A, layers.vec_by_columns)] == [0, 1, 2, 3, 4, 5]


def test_a_network_by_hand():
    assert layers.residual(NET) == ((5,),) and layers.loss(NET) == 25
    assert layers.above(NET, 1) == ((3, 4),) and layers.above(NET, 2) == ((1,),)
    assert layers.below(NET, 1) == ((5,),) and layers.below(NET, 2) == ((5,), (10,))
    # d/dW_1 (v u x - y)^2 = 2 r v x, d/dW_2 = 2 r u x
    assert layers.gradient(NET, 1) == (2 * 150, 2 * 200) and layers.displayed_gradient(NET, 1) == (75, 100)
    assert layers.gradient(NET, 2) == (2 * 50, 2 * 100) and layers.displayed_gradient(NET, 2) == (25, 50)
    # d2/dW_1i dW_2j = 2 v_i x u_j x + 2 r x [i = j]
    assert layers.block(NET, 1, 2) == layers.scaled(4, ((2 * 75 + 50, 2 * 150), (2 * 100, 2 * 200 + 50)))
    assert layers.block(NET, 2, 2) == layers.scaled(4, ((50, 100), (100, 200)))
    assert layers.block(NET, 2, 1) == layers.transposed(layers.block(NET, 1, 2))


def test_every_kind_of_network_is_there():
    sizes = {(len(net[1]), *map(len, net[0])) for net in NETS}
    assert {len(s) - 1 for s in sizes} == {1, 2, 3, 4}
    assert any(set(s) == {1} for s in sizes) and any(set(s) == {2} for s in sizes)
    assert any(s[0] < s[-1] for s in sizes) and any(s[0] > s[-1] for s in sizes)
    assert {len(net[1][0]) for net in NETS} >= {1, 2, 3}


def test_the_gradient_in_the_other_convention_is_refused():
    whole = sum(len(net[0]) for net in NETS)
    assert sum(gradients.agree(net, 2) for net in NETS) == whole
    assert sum(gradients.agree(net, 1) for net in NETS) == 0
    assert 0 < sum(gradients.agree(net, 2, vec=layers.vec_by_columns) for net in NETS) < whole
    both = (layers.kron_swapped, layers.vec_by_columns)  # Kronecker the other way round and vec by columns are the same again
    assert sum(gradients.agree(net, 2, *both) for net in NETS) == whole


def _without_reordering(net, i, j):
    left = layers.kron(layers.transposed(layers.between(net, i, j)), layers.below(net, i))
    inner = layers.times(layers.transposed(layers.residual(net)), layers.above(net, j))
    return layers.times(left, layers.kron(layers.identity(len(net[0][j - 1][0])), inner))


def _forgotten(net, i, j):
    return layers.scaled(0, layers.second_term(net, i, j))


@pytest.mark.parametrize("second, most", [(layers.second_term, 1), (_without_reordering, 0.8), (_forgotten, 0.2)])
def test_a_wrong_second_term_is_refused(second, most):
    shown = [layers.scaled(8, layers.plus(layers.first_term(*one), second(*one))) for one in PAIRS]
    agreeing = sum(layers.block(*one) == s for one, s in zip(PAIRS, shown, strict=True))
    assert agreeing == len(PAIRS) if most == 1 else agreeing <= most * len(PAIRS)


def test_where_the_sizes_of_the_printed_second_term_fit():
    fitting = 0
    for net, i, j in PAIRS:
        outputs, columns = len(net[2]), len(net[1][0])
        try:
            layers.plus(layers.first_term(net, i, j), layers.printed_second_term(net, i, j))
            fits = True
        except ValueError:
            fits = False
        assert fits == (columns == outputs and len(net[0][j - 2]) == len(net[0][i - 1]))
        fitting += fits
    assert 0 < fitting < len(PAIRS) / 2


@pytest.mark.parametrize("factor", [1, 2])
def test_the_printed_block_is_wrong_in_every_convention(factor):
    best, asked = hessians.in_some_convention(factor)()
    assert asked == len(PAIRS) and best < asked / 2
    assert (best == 0) == (factor == 1)  # twice the display is the block where every layer has one weight


def test_each_trial_can_fail(monkeypatch):
    """A network whose derivatives are wrong is refused by every statement that is tried on it."""
    wrong = {"gradient": lambda net, i, vec=layers.vec: tuple(10**12 + g for g in layers.gradient(net, i, vec))}
    wrong["block"] = lambda net, i, j, vec=layers.vec: tuple(tuple(10**12 + h for h in row) for row in layers.block(net, i, j, vec))
    for module, names in ((gradients, ["gradient"]), (hessians, ["block"]), (diagonal, ["block"]), (bounds, ["gradient", "block"])):
        trials = [module.instance(net) for net in NETS if blocks(net) or module is not hessians]
        assert all(came == expected > 0 for came, expected in (trial() for trial in trials))
        for name in names:
            with monkeypatch.context() as patch:
                patch.setattr(module, name, wrong[name])
                assert all(came < expected for came, expected in (trial() for trial in trials)), (module, name)


def test_the_naive_bounds_are_attained(monkeypatch):
    """With one weight a layer and both terms of one sign they are: any larger derivative is refused."""
    net = (((1,),), ((2,),)), ((3,),), ((0,),)
    assert layers.gradient(net, 1) == (2 * 72,)  # 2 r w2 x, r = 6
    assert layers.block(net, 1, 2) == ((4 * (2 * 18 + 2 * 18),),)  # 4 w1 w2 x^2 - 2 x y: both terms are 36
    assert layers.block(net, 1, 1) == ((4 * 72,),)  # 2 w2^2 x^2
    asked = [
        lambda: bounds.gradient_is_within(net, 1),
        lambda: bounds.block_is_within(net, 1, 2),
        lambda: bounds.block_is_within(net, 1, 1),
    ]
    assert all(within() for within in asked)
    monkeypatch.setattr(bounds, "gradient", lambda net, i: (2 * 72 + 1,))
    monkeypatch.setattr(bounds, "block", lambda net, i, j: ((4 * 72 + 1,),))
    assert not any(within() for within in asked)


@pytest.mark.parametrize("net", NETS, ids=range(len(NETS)))
def test_the_loss_and_its_gradient_are_those_of_the_objective(net):
    W, X, Y = net
    one = deep_linear_network((len(X), *map(len, W)), tuple(zip(layers.transposed(X), layers.transposed(Y), strict=True)))
    x = [float(w) for V in W for w in layers.vec(V)]
    out = [0.0] * len(x)
    one.gradient(x, out)
    assert one.value(x) == layers.loss(net)
    assert [2 * g for g in out] == [g for i in range(1, len(W) + 1) for g in layers.gradient(net, i)]
