"""The command `autograder`, and `python -P -m autograder`, which is the same from whatever folder it is started."""

import signal
import sys


def run() -> None:
    """Run the command line of this process, and exit."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # as long as there is nothing to lose, Ctrl-C ends it without a word
    from autograder.front.cli.main import main

    sys.exit(main())


if __name__ == "__main__":
    run()
