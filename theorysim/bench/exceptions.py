"""Name the rows that may miss their target, each with what was measured and what bounds it; at most one row in twenty."""

EXCEPTIONS: dict[str, str] = {}
