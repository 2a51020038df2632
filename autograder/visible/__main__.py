"""What `python check.pyz` runs."""

import sys

from autograder.visible.command import main

if __name__ == "__main__":
    sys.exit(main())
