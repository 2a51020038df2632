"""One student: from a repository's address to the folder in `submitted/`, and the lines that tell of it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from autograder import handed_in
from autograder.repositories import commits, placing, wanted
from autograder.repositories.addresses import Address, masked
from autograder.repositories.api import ApiError, Hosting
from autograder.repositories.git import Entry, Git, Tip
from autograder.repositories.git_errors import GitError, NotThere, Theirs
from autograder.repositories.listing import Repository
from autograder.repositories.record import Pulled
from autograder.repositories.wanted import Expected, Found, Meant
from autograder.text.listing import first_of, listed

_MOST_REWRITTEN = 5
_OTHER_NAME = "With --assignment NAME, and no other, it may have any name; --branch NAME looks at another branch."
_OTHER_BRANCH = "See whether the work is on another branch (--branch NAME)."
_LFS = b"version https://git-lfs.github.com/spec/"


@dataclass
class Outcome:
    """What came of one student: lines to be shown, whether all that was asked for was had, and the record.

    `is_ours` says that something failed which lies with us, or with what is between us and the repository; `is_not_there`, that
    there is no repository.
    """

    student: str
    lines: list[str] = field(default_factory=list)
    is_had: bool = False
    has_nothing: bool = True
    is_ours: bool = False
    is_not_there: bool = False
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
        where, wrong = repository.where, ""
        try:
            if where is None:
                wrong = masked(repository.wrong)
                outcome.is_ours, outcome.is_not_there = not repository.is_missing, repository.is_missing
            else:
                self._pull(repository.student, where, before, outcome)
        except GitError as e:
            wrong = f"{where.shown if where else ''} {e}."
            outcome.is_ours, outcome.is_not_there = not isinstance(e, Theirs), isinstance(e, NotThere)
        except (ApiError, placing.NotPlaced) as e:
            wrong, outcome.is_ours = masked(str(e)), True
        if wrong:
            self._nothing(repository, wrong, outcome)
        outcome.has_nothing = not self._of(repository.student, outcome.pulled)
        return outcome

    def _nothing(self, repository: Repository, wrong: str, outcome: Outcome) -> None:
        """Nothing was had of a repository: say why, and what becomes of what older pulls left."""
        student, where = repository.student, repository.where
        pulled = outcome.pulled or Pulled(student, where.shown if where else "", "", "", "", "", "", commits.BY_COMMIT)
        outcome.pulled = pulled = replace(pulled, files=dict(pulled.files), commits=dict(pulled.commits), missing={})
        pulled.expected = [one.name for one in self.expected]
        for one in self.expected:
            try:
                wrong += self._kept(pulled, pulled, one.name, f" of {one.name}")
            except placing.NotPlaced as e:
                wrong, outcome.is_ours = f"{wrong} {e}", True
        pulled.wrong, pulled.until = wrong, _iso(self.until)
        if not pulled.files:
            pulled.sha = pulled.at = ""
        outcome.lines += [f"{student}  nothing pulled: {wrong}", *_noted(pulled.notes.get("", []))]

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
            raise Theirs(
                f"has no branch {self.branch}: see where the work is, and name that with --branch"
                if self.branch is not None
                else "has no commit on its default branch: nothing was pushed, or to another one (--branch NAME)"
            )
        if before is not None and self._is_same(before, where, tip, student):
            outcome.lines += self._lines(before, " (unchanged)")
            outcome.is_had = not before.missing
            return
        rewritten = self._rewritten(where, before, tip)
        if before is not None:  # for the case that nothing is had of what is there now
            outcome.pulled = replace(before, tip=tip.sha, rewritten=rewritten, notes={**before.notes, "": _rewriting(rewritten)})
        chosen = commits.chosen(self.git, where, tip, self.until, self.hosting)
        with self.git.fetched(where, chosen.sha, tip.branch, chosen.depth) as folder:
            seconds = self.git.time(folder, chosen.sha)
            at = chosen.at or datetime.fromtimestamp(seconds, UTC)
            pulled = Pulled(student, where.shown, tip.branch or "", tip.sha, _iso(self.until), chosen.sha, _iso(at), chosen.by)
            pulled.expected, pulled.rewritten = [one.name for one in self.expected], rewritten
            pulled.notes[""] = [*_rewriting(rewritten), *self._about(chosen, at)]
            self._keep_others(pulled, before)
            entries = self.git.files(folder, chosen.sha)
            found = wanted.found(entries, self.expected, self.meant, self.git.bounds.file)
            for one in self.expected:
                self._take(one, found.get(one.name), folder, entries, at, pulled, before)
        if not pulled.missing and not any(one.name in pulled.files for one in self.expected):
            pulled.missing[""] = self._without(pulled, entries)
        outcome.pulled, outcome.is_ours = pulled, bool(pulled.wrong)
        outcome.lines += self._lines(pulled)
        outcome.is_had = not pulled.missing

    def _is_same(self, before: Pulled, where: Address, tip: Tip, student: str) -> bool:
        """Whether all would be as it is, so that nothing need be fetched."""
        names = [one.name for one in self.expected]
        is_asked = (before.url, before.tip, before.until) == (where.shown, tip.sha, _iso(self.until))
        is_there = all(placing.is_there(self.out, student, name, before.files[name]) for name in names if name in before.files)
        has_missing = not self.named or all(name in before.files or name in before.missing for name in names)
        # Records of earlier versions have no digests, and these are told only by fetching it again.
        has_digests = all(name in before.digests for name in names if name in before.files and name not in before.missing)
        is_known = set(names) <= set(before.expected) and is_there and has_missing and has_digests and not before.wrong
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
        is_older = (before is not None and one.name in before.files) or placing.is_ours(self.out, pulled.student, one.name)
        wrong = found.wrong if found is not None else self._missing(one, pulled, entries) if self.named or is_older else ""
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
            except _Pointer as e:
                wrong = str(e)
            except placing.NotPlaced as e:
                wrong = pulled.wrong = str(e)
        if wrong:
            pulled.missing[one.name] = wrong + self._kept(pulled, before, one.name)

    def _kept(self, pulled: Pulled, before: Pulled | None, name: str, of: str = "") -> str:
        """What an older pull left of an assignment stays, or is put aside where it is of after the deadline; a sentence about it.

        Raises NotPlaced.
        """
        there = placing.pulled_of(self.out, pulled.student, name)
        files = before.files.get(name, []) if before is not None else []
        for of_it in (pulled.files, pulled.commits, pulled.digests, pulled.beside):
            of_it.pop(name, None)
        if there is None:
            return ""
        sha, at = there
        if self.until is not None and at > self.until:
            aside = placing.put_aside(self.out, pulled.student, name, sha)
            return f" What was pulled{of} at {sha[:7]} is of {commits.said(at)}, too late, and was put aside: it is in {aside}."
        if before is not None:
            self._stays(name, files, pulled, before)
        pulled.files[name], pulled.commits[name] = files, sha
        return f" What was pulled{of} at {sha[:7]} stays."

    def _missing(self, one: Expected, pulled: Pulled, entries: list[Entry]) -> str:
        there = self._notebooks(entries)
        near = wanted.near(entries, one, self.meant)
        what = f"it has {there}" if there else "it has no notebook at all"
        told = [f"Branch {pulled.branch or 'HEAD'} has no notebook of that name; {what}.", *near]
        if not near:
            told.append(_OTHER_NAME if there and len(one.notebooks) == 1 and not one.any_name else _OTHER_BRANCH)
        return " ".join(told)

    def _without(self, pulled: Pulled, entries: list[Entry]) -> str:
        """Why there is nothing of any assignment, where none was named."""
        there = self._notebooks(entries)
        near = [sentence for one in self.expected for sentence in wanted.near(entries, one, self.meant)][:3]
        what = f"{pulled.url} has no notebook of an assignment on branch {pulled.branch or 'HEAD'} at {pulled.sha[:7]}"
        hints = near or [_OTHER_NAME if there else _OTHER_BRANCH]
        return " ".join([f"{what}, but {there}." if there else f"{what}.", *hints])

    def _notebooks(self, entries: list[Entry]) -> str:
        """The notebooks there are, a few by name; "" if there is none."""
        names = wanted.names_of_notebooks(entries)
        return listed(first_of(names, 5))[:300]

    def _contents(self, folder: Path, found: Found, digests: dict[str, str]) -> Iterator[tuple[tuple[str, ...], bytes]]:
        """The files, and of the notebooks the digests."""
        notebooks = set(found.notebooks)
        for entry, content in self.git.contents(folder, [*found.notebooks, *found.beside]):
            if entry in notebooks and content.startswith(_LFS):
                raise _Pointer(
                    f"{entry.path[:200]} is kept by Git LFS, which isn't fetched. Let it be taken out of that: "
                    "git lfs untrack '*.ipynb', git add --renormalize ., commit and push."
                )
            if entry in notebooks:
                digests["/".join(found.below(entry))] = sha256(content).hexdigest()
            yield found.below(entry), content

    def _about(self, chosen: commits.Chosen, at: datetime) -> Iterator[str]:
        """What is told of the repository as a whole."""
        if chosen.later:
            what = "push" if chosen.by == commits.BY_PUSH else "commit"
            what += "" if chosen.later == 1 else "es" if chosen.by == commits.BY_PUSH else "s"
            what = f"{chosen.later} {what} after the deadline {'was' if chosen.later == 1 else 'were'}n't"
            yield f"{what} taken."
        if chosen.by == commits.BY_COMMIT and at > datetime.now(UTC):
            yield f"The commit {chosen.sha[:7]} says that it was made at {commits.said(at)}, which is yet to come."

    def _rewritten(self, where: Address, before: Pulled | None, tip: Tip) -> list[str]:
        """Where the branch stood when it was pulled before, and what its history has no more."""
        if before is None or (before.url, before.branch) != (where.shown, tip.branch or ""):
            return []
        found = list(before.rewritten)
        if before.tip and before.tip != tip.sha:
            with suppress(GitError):  # what counts is fetched all the same
                if commits.is_rewritten(self.git, where, tip.sha, before.tip):
                    found.append(before.tip)
        return found[-_MOST_REWRITTEN:]

    def _lines(self, pulled: Pulled, more: str = "") -> list[str]:
        """The lines for what is recorded, of what is asked for now."""
        lines, told = [], []
        when = "pushed" if pulled.at_is == commits.BY_PUSH else "committed"
        at = commits.said(datetime.fromisoformat(pulled.at)) if pulled.at else "at an unknown time"
        for one in self.expected:
            start = f"{pulled.student}  {one.name}  "
            if one.name in pulled.missing:
                reason = pulled.missing[one.name]
                if reason not in told:  # one line for all that are missing for the same reason
                    told.append(reason)
                    names = [name for name, other in pulled.missing.items() if other == reason]
                    lines.append(f"{pulled.student}  {', '.join(names)}  not pulled: {reason}")
            elif one.name in pulled.files:
                lines.append(f"{start}{pulled.sha[:7]}  {when} {at}{more}")
                lines += _noted(pulled.notes.get(one.name, []))
        if not lines:
            lines.append(f"{pulled.student}  nothing pulled: {pulled.missing.get('', '')}")
        return lines + _noted(pulled.notes.get("", []))


class _Pointer(Exception):
    """A notebook isn't there, but where it could be had; the text is a sentence."""


def _noted(notes: list[str]) -> list[str]:
    return [f"  note: {note}" for note in notes]


def _rewriting(tips: list[str]) -> list[str]:
    return [f"The history was rewritten since {tip[:7]}, where the branch stood when it was pulled before." for tip in tips]


def _iso(at: datetime | None) -> str:
    return "" if at is None else at.astimezone(UTC).isoformat()
