"""Git, as far as it writes: a commit of a few files, made without a checkout, and pushed to one branch."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from autograder.repositories.addresses import Address
from autograder.repositories.git import SHA, Git
from autograder.repositories.git_errors import GitError

_SMALL = 1 << 20
_MAIL = "autograder@localhost"
_WHO = ("-c", "user.name=autograder", "-c", f"user.email={_MAIL}")
_SUBJECT = "Graded: "
"""How our commits' messages begin: by that and the committer a branch of ours is known."""
# A repository of this machine's disk has hooks of its own, which git would run with our rights.
_RECEIVE = "git -c core.hooksPath=/dev/null -c core.fsmonitor=false receive-pack"


class WritingGit(Git):
    """A `Git` that can push."""

    @contextmanager
    def standing(self, where: Address, sha: str | None, branch: str) -> Iterator[Path]:
        """A repository with the commit `sha` of a branch, an empty one for None. Raises GitError."""
        with self._empty() if sha is None else self.fetched(where, sha, branch) as folder:
            yield folder

    def begins_here(self, where: Address, sha: str) -> bool:
        """Whether a commit goes back, by first parents, to one that `commit` made and that follows none. Raises GitError."""
        with self._empty() as folder:
            self._fetch(folder, where, self.bounds.commits, ["--filter=tree:0"], sha)
            command = ["log", "--first-parent", "--format=%H%x09%P%x09%ce%x09%s", sha, "--"]
            lines = self._run(command, folder, None, self.bounds.listing).decode("utf-8", "replace").split("\n")
            _, parents, committer, subject = [line for line in lines if SHA.fullmatch(line[:40])][-1].split("\t", 3)
            is_cut = (folder / "shallow").exists()
        return not is_cut and not parents and committer == _MAIL and subject.startswith(_SUBJECT)

    def blob(self, folder: Path, content: bytes) -> str:
        """Put a file's content into the repository; its hash."""
        return self._hash(["hash-object", "-w", "--stdin"], folder, content)

    def commit(self, folder: Path, files: Mapping[str, str], parent: str | None, what: str) -> str:
        """Commit these files and no others, by names and hashes, since `what` was graded; the commit's hash. Raises GitError."""
        lines = "".join(f"100644 blob {sha}\t{name}\0" for name, sha in sorted(files.items()))
        tree = self._hash(["mktree", "-z"], folder, lines.encode())
        parents = ["-p", parent] if parent is not None else []
        return self._hash([*_WHO, "commit-tree", *parents, "-m", f"{_SUBJECT}{what}", tree], folder, b"")

    def push(self, folder: Path, where: Address, sha: str, branch: str) -> None:
        """Let the branch stand at a commit that continues it. Raises GitError."""
        plain = ["--quiet", "--no-verify", "--no-follow-tags", "--recurse-submodules=no", f"--receive-pack={_RECEIVE}"]
        self._run(["push", *plain, "--", "from", f"{sha}:refs/heads/{branch}"], folder, where, self.bounds.pack)

    def _hash(self, command: list[str], folder: Path, given: bytes) -> str:
        with self._ran(command, folder, None, len(given) + _SMALL, given) as said:
            found = said.read(100).decode("ascii", "replace").strip()
        if not SHA.fullmatch(found):
            raise GitError("couldn't be written to; run it again")
        return found
