"""An adversary of the judges: seeded generators of what is false, each with a witness that shares no code with them, and of what is true.

`python -m tests.adversary` asks every judge about 2,000 of each and prints a table, a line for each kind.
"""
