"""Posts as files on a branch of the student's repository, by git over any address: for who has no API.

The branch holds what was posted and nothing else: a student's own files on it are left out of the next commit, and stay in its
history.
"""

from pathlib import Path

from autograder.repositories.addresses import Address
from autograder.repositories.git_errors import GitError
from autograder.repositories.git_writing import WritingGit
from autograder.repositories.posts import Post, PostError

BRANCH = "feedback"
_MOST_KEPT = 200


class BranchPoster:
    """A `Poster` by git: a file ASSIGNMENT.md on the branch `feedback`."""

    def __init__(self, git: WritingGit) -> None:
        self._git = git

    def post(self, where: Address, post: Post) -> None:
        """Add a commit to the branch, or make it. Raises PostError."""
        name = f"{post.assignment}.md"
        try:
            tip = self._git.tip(where, BRANCH)
            sha = tip.sha if tip is not None else None
            with self._git.standing(where, sha, BRANCH) as folder:
                kept = self._kept(folder, sha) if sha is not None else {}
                if kept.get(name) == (new := self._git.blob(folder, post.text.encode())):
                    return
                made = self._git.commit(folder, kept | {name: new}, sha, f"Graded: {post.assignment}")
                self._git.push(folder, where, made, BRANCH)
        except GitError as e:
            raise PostError(f"the branch {BRANCH} couldn't be written: it {e}") from e

    def _kept(self, folder: Path, sha: str) -> dict[str, str]:
        """The files on the branch that were posted before, as their names have it, by their hashes."""
        files = [entry for entry in self._git.files(folder, sha) if entry.mode == "100644"]
        names = {entry.path: entry.sha for entry in files if entry.path.endswith(".md") and entry.path.isascii()}
        return {name: sha for name, sha in list(names.items())[:_MOST_KEPT] if "/" not in name}
