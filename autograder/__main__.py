"""`python -m autograder` is the command `autograder`."""

import sys

from autograder.front.cli.main import main

sys.exit(main())
