"""Run the command line as `theorysim` or `python -m theorysim`; until it is loaded, Ctrl-C ends the process without a word."""

import signal
import sys


def main() -> int:
    """Load the command line, and run it."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from theorysim.cli import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
