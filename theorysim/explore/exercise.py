"""Check the answer to an exercise: by what it does, so that whoever reads the checking cell is not told the answer."""

from collections.abc import Callable
from typing import Any

Question = Callable[[Any], str | None]
REASONS = ArithmeticError, AssertionError, AttributeError, LookupError, NameError, TypeError, ValueError


def check(answer: Any, *questions: Question) -> None:
    """Print whether an answer is right, or why it is not yet.

    Each question takes the answer and returns what is wrong with it, or nothing. What a question raises is a reason, too: an answer of
    another kind, or one that cannot be run.
    """
    print(checked(answer, *questions))


def checked(answer: Any, *questions: Question) -> str:
    if answer is None or isinstance(answer, tuple) and None in answer:
        return "No answer yet: write yours in the place of None, and run the cell."
    for question in questions:
        try:
            wrong = question(answer)
        except REASONS as reason:
            wrong = str(reason) or type(reason).__name__
        if wrong:
            return f"Not yet: {wrong}"
    return "Right."
