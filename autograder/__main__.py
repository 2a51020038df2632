"""The command `autograder`, and `python -P -m autograder`, which is the same from whatever folder it is started."""

import sys

from autograder.front.interrupted import end_at_once


def run() -> None:
    """Run the command line of this process, and exit."""
    end_at_once()  # before what takes a while to import
    from autograder.front.cli.main import main

    sys.exit(main())


if __name__ == "__main__":
    run()
