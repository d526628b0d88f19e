"""Name the rows that may miss their target, each with what was measured and what bounds it; at most one row in twenty."""

EXCEPTIONS: dict[str, str] = {
    "scalar, objectives/relu_network": "1.3: gcc leaves out the products by the 1 of a rectifier; 0.95 of gcc without that (-fno-tree-pre)",
    "lanes, objectives/cosine": "3.2 to 3.6: a sine costs lanes 4.6 ns, of which 3.4 are the reduction of arguments above 2^45,"
    " four gathers, that one trajectory jumps over",
    "lanes, methods/adam": "3.8 to 4.4: four divisions and a root cost lanes 4.2 of 10.4 ns a step, and one trajectory 9.0 of 46:"
    " vectors divide only 2.1 times as fast",
    "lanes, oracles/in_turn": "3.8 to 4.2: one trajectory takes the remainder of an integer, 9.4 ns a step, lanes that of a float, 2.5 ns",
}
