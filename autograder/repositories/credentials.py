"""What the person at the keyboard has to show a server: a token, a helper of git's, a program that answers."""

import os

from autograder.repositories.api import host_of
from autograder.repositories.git import Credentials, of_caller


def token() -> str:
    """The token for GitHub's API, "" without one."""
    return os.environ.get("GITHUB_TOKEN") or os.environ.get("GH_TOKEN") or ""


def credentials(api: str, hosts_are_named: bool = True) -> Credentials:
    """What git may show a server; a program that answers for any host, only where the command line names the hosts."""
    return Credentials(os.environ.get("GIT_ASKPASS", "") if hosts_are_named else "", of_caller(), token(), host_of(api))
