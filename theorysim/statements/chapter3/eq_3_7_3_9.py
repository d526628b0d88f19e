"""The complexity of a sequence, (3.7), of a random process, (3.8), and of a class of methods, (3.9), run on sequences worked out by hand.

T_epsilon is the first t with ||grad f(x_t)|| <= epsilon; of a random process, the first by which, with probability at least 1/2, some
gradient was below epsilon: they differ where it stays equal to epsilon. N is the best method's worst T_epsilon.
"""

from math import inf

from theorysim.model import Claim, Executed, Statement


def complexity(norms, epsilon):
    """(3.7): the first t with norm at most epsilon; infinite if there is none."""
    return next((t for t, norm in enumerate(norms) if norm <= epsilon), inf)


def median_complexity(paths, epsilon):
    """(3.8): the first t such that at most half of equally likely paths have had norm >= epsilon up to t."""
    for t in range(len(paths[0])):
        if 2 * sum(all(norm >= epsilon for norm in path[: t + 1]) for path in paths) <= len(paths):
            return t
    return inf


def class_complexity(table):
    """(3.9): the best method's worst count; rows are methods, columns are functions with starts."""
    return min(max(row) for row in table)


def reached():
    return complexity((4.0, 2.0, 1.0, 0.5), 1.0), 2


def time_zero_counts():
    return complexity((0.5, 3.0), 1.0), 0


def never():
    return 1 / complexity((4.0, 2.0), 1.0), 0


def half_of_the_paths():
    return median_complexity(((4.0, 0.5, 4.0), (4.0, 4.0, 4.0)), 1.0), 1


def random_never():
    return 1 / median_complexity(((1.0, 1.0), (1.0, 1.0)), 1.0), 0


def best_of_the_worst():
    return class_complexity(((3, 9), (5, 4))), 5


statement = Statement(
    "eq-3.7-3.9",
    Claim(
        Executed((reached, time_zero_counts, never, half_of_the_paths, random_never)),
        part="a",
        why="Both complexities run; they differ on a path whose gradient norm stays equal to epsilon (0 by 3.7, infinite by 3.8).",
    ),
    Claim(Executed((best_of_the_worst,)), part="b"),
)
