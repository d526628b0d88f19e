"""Acts of sabotage from a seeded generator: whatever is given, broken or stopped, one line, the right exit status, nothing lost."""
