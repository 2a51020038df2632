"""Posts as files on a branch of the student's repository, by git over any address: for who has no API.

The branch begins with a commit of ours that follows none, by which it is known, and holds what was posted and nothing else: a
student's own files on it are left out of the next commit, and stay in its history. What others call by the same name is left
as it is: GitHub Classroom's branch for its pull request, a student's own, the default one.
"""

from pathlib import Path

from autograder.repositories.addresses import Address
from autograder.repositories.git_errors import GitError
from autograder.repositories.git_writing import WritingGit
from autograder.repositories.posts import Mark, Post, Posted, PostError

BRANCH, OTHER = "feedback", "autograder-feedback"
_MOST_KEPT = 200


class BranchPoster:
    """A `Poster` by git: a file ASSIGNMENT.md on the branch `feedback`, or on `autograder-feedback` where that is another's."""

    def __init__(self, git: WritingGit) -> None:
        self._git = git
        self._last: tuple[str, str, dict[str, str]] = ("", "", {})

    def refusal(self, where: Address) -> str:
        """Of a folder of this machine it is known whether it is there."""
        is_missing = where.protocol == "file" and not Path(where.url).is_dir()
        return f"{where.shown} isn't there: pull again, from where it is" if is_missing else ""

    def stands(self, where: Address, post: Post, mark: Mark) -> Mark | None:
        """By the branch's commit; where that is another, by the file. Raises PostError."""
        branch = mark.get("branch")
        if branch not in (BRANCH, OTHER):
            return None
        try:
            tip = self._git.tip(where, branch)
            if tip is None or tip.sha == mark.get("commit"):
                return mark if tip is not None else None
            if self._last[:2] != (where.url, tip.sha):
                with self._git.standing(where, tip.sha, branch) as folder:
                    self._last = (where.url, tip.sha, self._kept(folder, tip.sha))
        except GitError as e:
            raise PostError(f"the branch {branch} couldn't be looked at: it {e}") from e
        return mark | {"commit": tip.sha} if self._last[2].get(_name(post)) == mark.get("blob") else None

    def post(self, where: Address, post: Post, mark: Mark) -> Posted:
        """Add a commit to the branch, or make it. Raises PostError."""
        branch = BRANCH
        try:
            tips = self._git.tips(where, (BRANCH, OTHER))
            ours = [name for name, sha in tips.items() if self._git.begins_here(where, sha)]
            free = [name for name in (BRANCH, OTHER) if name not in tips]
            if not ours and not free:
                raise PostError(f"the branches {BRANCH} and {OTHER} are there and hold something else: let one be renamed")
            branch = mark["branch"] if mark.get("branch") in ours else [*ours, *free][0]
            made = self._write(where, branch, tips.get(branch), post)
        except GitError as e:
            raise PostError(f"the branch {branch} couldn't be written: it {e}") from e
        return Posted(made, f"on the branch {OTHER}, since {BRANCH} isn't the autograder's" if branch == OTHER else "")

    def _write(self, where: Address, branch: str, sha: str | None, post: Post) -> Mark:
        with self._git.standing(where, sha, branch) as folder:
            kept = self._kept(folder, sha) if sha is not None else {}
            blob = self._git.blob(folder, post.text.encode())
            if sha is None or kept.get(_name(post)) != blob:
                kept[_name(post)] = blob
                sha = self._git.commit(folder, kept, sha, post.assignment)
                self._git.push(folder, where, sha, branch)
        self._last = (where.url, sha, kept)
        return {"branch": branch, "commit": sha, "blob": blob}

    def _kept(self, folder: Path, sha: str) -> dict[str, str]:
        """The files on the branch that were posted before, as their names have it, by their hashes."""
        files = [entry for entry in self._git.files(folder, sha) if entry.mode == "100644"]
        names = {entry.path: entry.sha for entry in files if entry.path.endswith(".md") and entry.path.isascii()}
        return {name: sha for name, sha in list(names.items())[:_MOST_KEPT] if "/" not in name}


def _name(post: Post) -> str:
    return f"{post.assignment}.md"
