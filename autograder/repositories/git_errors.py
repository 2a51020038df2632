"""Why git didn't give what it was asked for, and what to do."""

import signal

from autograder.repositories.addresses import masked


class GitError(Exception):
    """Something wasn't had; the text says what and what to do, without the repository's address."""


class Theirs(GitError):
    """What is wrong lies with the student, or there is nothing yet: no other run of ours makes it better."""


class NotThere(Theirs):
    """There is no such repository, or nobody shows it to us."""


class NothingInTime(Theirs):
    """There is a branch, and nothing on it counts."""


class Gone(Theirs):
    """The server has no such commit, or gives none by its hash."""


class Stopped(Exception):
    """Somebody wants this process to stop."""


class TooMuch(Theirs):
    """A limit of size was met."""


_TOO_LONG = "took more processor time than it may have"
_KNOWN: tuple[tuple[tuple[str, ...], str, type[GitError]], ...] = (
    (("signal 25", "File too large"), "is too large", TooMuch),
    (("signal 24",), _TOO_LONG, Theirs),
    (
        ("signal 11", "over limit", "Out of memory", "out of memory", "mmap failed"),
        "takes more memory than it may have: it isn't a usual repository",
        Theirs,
    ),
    (
        ("dubious ownership",),
        "belongs to another user of this machine, and git doesn't open it; fetch it over https or ssh",
        GitError,
    ),
    (
        (
            "could not read Username",
            "could not read Password",
            "Authentication failed",
            "terminal prompts disabled",
            "error: 401",
            "error: 403",
        ),
        "is private, or isn't there: say who you are (GITHUB_TOKEN, or a credential helper of git's)",
        GitError,
    ),
    (
        ("Permission denied (publickey", "Host key verification failed", "Permission denied, please"),
        "isn't opened to you over ssh: connect by hand once, and see that your key is known there",
        GitError,
    ),
    (
        ("epository not found", "does not exist", "does not appear to be a git repository", "error: 404", "ot found"),
        "isn't there, or isn't shown to you: see how it is called, and that you may read it",
        NotThere,
    ),
    (("Could not resolve",), "couldn't be reached: nobody knows the name of its host; see how that is written", GitError),
    (
        (
            "Connection refused",
            "Connection timed out",
            "onnection reset",
            "Network is unreachable",
            "Failed to connect",
        ),
        "couldn't be reached; run it again",
        GitError,
    ),
    (("transfer speed", "Operation too slow", "early EOF", "error: 50"), "came too slowly or broke off; run it again", GitError),
    (
        ("fsck error", "fsck-object", "did not pass", ": fatal: fsck", "error in object"),
        "holds damaged or forged objects",
        Theirs,
    ),
    (("invalid index-pack",), "couldn't be taken in: its objects are damaged, or take too much time or memory", Theirs),
)


def explained(status: int, said: str, token: str) -> GitError:
    """What went wrong, by git's own words, in which the other side's may stand."""
    if status == 127:
        return GitError("can't be fetched: git isn't installed here")
    if status == -signal.SIGXFSZ or "signal 25" in said or "File too large" in said:
        return TooMuch("is too large")
    if any(words in said for words in ("not our ref", "unadvertised object", "no such remote ref", "couldn't find remote ref")):
        return Gone("has that commit no more")
    if status == -signal.SIGXCPU:
        return Theirs(_TOO_LONG)
    known = ((meaning, kind) for words, meaning, kind in _KNOWN if any(word in said for word in words))
    meaning, kind = next(known, ("couldn't be fetched", GitError))
    lines = [line for line in said.splitlines() if line.startswith(("fatal:", "error:", "remote:"))] or said.splitlines()
    told = masked(lines[0] if lines else f"it ended with {status}")
    told = told.replace(token, "***") if token else told
    return kind(f"{meaning} ({told[:200]})")
