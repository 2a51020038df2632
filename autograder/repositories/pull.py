"""One student: from a repository's address to the folder in `submitted/`, and the lines that tell of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from autograder import handed_in
from autograder.repositories import commits, placing, wanted
from autograder.repositories.addresses import Address, masked
from autograder.repositories.api import ApiError, Hosting
from autograder.repositories.git import Entry, Git, Tip
from autograder.repositories.git_errors import GitError
from autograder.repositories.listing import Repository
from autograder.repositories.record import Pulled
from autograder.repositories.wanted import Expected, Found, Meant
from autograder.text.listing import listed

_LFS = b"version https://git-lfs.github.com/spec/"


@dataclass
class Outcome:
    """What came of one student: lines to be shown, whether all that was asked for was had, and the record."""

    student: str
    lines: list[str] = field(default_factory=list)
    is_had: bool = False
    has_nothing: bool = True
    pulled: Pulled | None = None


@dataclass(frozen=True)
class Puller:
    """How a class is pulled: into which folder, for which assignments, from which branch, until when.

    `named` says whether the assignments were named: then each of them must be there.
    """

    git: Git
    out: Path
    expected: list[Expected]
    meant: Meant
    named: bool = False
    branch: str | None = None
    until: datetime | None = None
    hosting: Hosting | None = None

    def pull(self, repository: Repository, before: Pulled | None) -> Outcome:
        """Pull one student's repository. `before` is what the record has of it. Raises Stopped."""
        outcome = Outcome(repository.student, pulled=before)
        where = repository.where
        if where is None:
            outcome.lines.append(f"{repository.student}  nothing pulled: {masked(repository.wrong)}")
        else:
            try:
                self._pull(repository.student, where, before, outcome)
            except GitError as e:
                outcome.lines.append(f"{repository.student}  nothing pulled: {where.shown} {e}.")
            except (ApiError, placing.NotPlaced) as e:
                outcome.lines.append(f"{repository.student}  nothing pulled: {masked(str(e))}")
        outcome.has_nothing = not self._of(repository.student, outcome.pulled)
        return outcome

    def _of(self, student: str, pulled: Pulled | None) -> list[str]:
        """The assignments of which there is something that was pulled."""
        names = [one.name for one in self.expected]
        files = {} if pulled is None else pulled.files
        return [name for name in names if name in files and placing.is_there(self.out, student, name, files[name])]

    def _pull(self, student: str, where: Address, before: Pulled | None, outcome: Outcome) -> None:
        for one in self.expected:
            placing.mend(self.out, student, one.name)
        tip = self.git.tip(where, self.branch)
        if tip is None:
            raise GitError(
                f"has no branch {self.branch}: see where the work is, and name that with --branch"
                if self.branch is not None
                else "has no commit on its default branch: nothing was pushed, or to another one (--branch NAME)"
            )
        if before is not None and self._is_same(before, where, tip, student):
            outcome.lines += self._lines(before, " (unchanged)")
            outcome.is_had = not before.missing
            return
        chosen = commits.chosen(self.git, where, tip, self.until, self.hosting)
        with self.git.fetched(where, chosen.sha, tip.branch, chosen.depth) as folder:
            seconds = self.git.time(folder, chosen.sha)
            at = chosen.at or datetime.fromtimestamp(seconds, UTC)
            pulled = Pulled(student, where.shown, tip.branch or "", tip.sha, _iso(self.until), chosen.sha, _iso(at), chosen.by)
            pulled.expected = [one.name for one in self.expected]
            self._keep_others(pulled, before)
            entries = self.git.files(folder, chosen.sha)
            found = wanted.found(entries, self.expected, self.meant, self.git.bounds.file)
            for one in self.expected:
                self._take(one, found.get(one.name), folder, entries, at, pulled, before)
        if not pulled.files and not pulled.missing and (there := self._notebooks(entries)):
            pulled.notes[""] = [there]
        general = self._about(where, before, chosen, tip, at)
        outcome.pulled = pulled
        outcome.lines += [*self._lines(pulled), *(f"  note: {note}" for note in general)]
        outcome.is_had = not pulled.missing and bool(pulled.files)

    def _is_same(self, before: Pulled, where: Address, tip: Tip, student: str) -> bool:
        """Whether all would be as it is, so that nothing need be fetched."""
        names = [one.name for one in self.expected]
        is_asked = (before.url, before.tip, before.until) == (where.shown, tip.sha, _iso(self.until))
        is_there = all(placing.is_there(self.out, student, name, before.files[name]) for name in names if name in before.files)
        has_missing = not self.named or all(name in before.files or name in before.missing for name in names)
        # Records of earlier versions have none, and it is told only by fetching it again.
        has_digests = all(name in before.digests for name in names if name in before.files and name not in before.missing)
        is_known = set(names) <= set(before.expected) and is_there and has_missing and has_digests
        return is_asked and (tip.branch or "") == before.branch and is_known

    def _keep_others(self, pulled: Pulled, before: Pulled | None) -> None:
        """What was pulled of assignments that aren't asked for now stays in the record."""
        for name, files in before.files.items() if before is not None else ():
            if name not in pulled.expected and before is not None:
                self._stays(name, files, pulled, before)

    def _stays(self, name: str, files: list[str], pulled: Pulled, before: Pulled) -> None:
        """Keep what the record has of an assignment of which nothing was written."""
        pulled.files[name], pulled.commits[name] = files, before.commits.get(name, before.sha)
        if name in before.digests:
            pulled.digests[name], pulled.beside[name] = before.digests[name], before.beside.get(name, "")

    def _take(
        self,
        one: Expected,
        found: Found | None,
        folder: Path,
        entries: list[Entry],
        at: datetime,
        pulled: Pulled,
        before: Pulled | None,
    ) -> None:
        """Put one assignment's files where they belong, and write down what came of it."""
        older = before.files.get(one.name) if before is not None else None
        is_there = placing.is_there(self.out, pulled.student, one.name)
        wrong = found.wrong if found is not None else self._missing(one, entries) if self.named or older is not None else ""
        if found is not None and not wrong:
            try:
                files = [*found.notebooks, *found.beside]
                digests: dict[str, str] = {}
                placing.place(self.out, pulled.student, one.name, self._contents(folder, found, digests), at, pulled.sha)
                pulled.digests[one.name] = digests
                pulled.beside[one.name] = handed_in.beside(self.out / pulled.student / one.name, self.out)
                pulled.files[one.name] = ["/".join(found.below(entry)) for entry in files]
                pulled.commits[one.name] = pulled.sha
                if found.notes:
                    pulled.notes[one.name] = found.notes
            except (_Pointer, placing.NotPlaced) as e:
                wrong = str(e)
        if wrong:
            if before is not None and older is not None and is_there:
                self._stays(one.name, older, pulled, before)
                wrong += f" What was pulled at {pulled.commits[one.name][:7]} stays."
            pulled.missing[one.name] = wrong

    def _missing(self, one: Expected, entries: list[Entry]) -> str:
        return f"It isn't in the repository, which has {self._notebooks(entries) or 'no notebook'}."

    def _notebooks(self, entries: list[Entry]) -> str:
        """The notebooks there are, a few by name; "" if there is none."""
        names = wanted.names_of_notebooks(entries)
        return listed([*names[:5], *([f"{len(names) - 5} more"] if len(names) > 5 else [])])[:300]

    def _contents(self, folder: Path, found: Found, digests: dict[str, str]) -> Iterator[tuple[tuple[str, ...], bytes]]:
        """The files, and of the notebooks the digests."""
        notebooks = set(found.notebooks)
        for entry, content in self.git.contents(folder, [*found.notebooks, *found.beside]):
            if entry in notebooks and content.startswith(_LFS):
                raise _Pointer(
                    f"{entry.path[:200]} is kept by Git LFS, which isn't fetched: it must be in the repository itself."
                )
            if entry in notebooks:
                digests["/".join(found.below(entry))] = sha256(content).hexdigest()
            yield found.below(entry), content

    def _about(self, where: Address, before: Pulled | None, chosen: commits.Chosen, tip: Tip, at: datetime) -> Iterator[str]:
        """What is told of the repository as a whole."""
        if chosen.by == commits.BY_COMMIT and at > datetime.now(UTC):
            yield f"The commit {chosen.sha[:7]} says that it was made at {commits.said(at)}, which is yet to come."
        if before is not None and before.tip != tip.sha and before.url == where.shown and before.branch == (tip.branch or ""):
            try:
                if commits.is_rewritten(self.git, where, tip.sha, before.tip):
                    yield f"The history was rewritten since {before.tip[:7]}, where the branch stood when it was last pulled."
            except GitError:
                pass  # what counts is here already

    def _lines(self, pulled: Pulled, more: str = "") -> list[str]:
        """The lines for what is recorded, of what is asked for now."""
        lines = []
        when = "pushed" if pulled.at_is == commits.BY_PUSH else "committed"
        at = commits.said(datetime.fromisoformat(pulled.at)) if pulled.at else "at an unknown time"
        for one in self.expected:
            start = f"{pulled.student}  {one.name}  "
            if one.name in pulled.missing:
                lines.append(f"{start}not pulled: {pulled.missing[one.name]}")
            elif one.name in pulled.files:
                lines.append(f"{start}{pulled.sha[:7]}  {when} {at}{more}")
                lines += [f"  note: {note}" for note in pulled.notes.get(one.name, [])]
        if not lines:
            there = f", but {pulled.notes[''][0]}" if pulled.notes.get("") else ""
            told = f"{pulled.url} has no notebook of an assignment at {pulled.sha[:7]}{there}."
            lines.append(f"{pulled.student}  nothing pulled: {told}")
        return lines


class _Pointer(Exception):
    """A notebook isn't there, but where it could be had; the text is a sentence."""


def _iso(at: datetime | None) -> str:
    return "" if at is None else at.astimezone(UTC).isoformat()
