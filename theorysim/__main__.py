"""Run the command line as `python -m theorysim`."""

import sys

from theorysim.cli import main

sys.exit(main())
