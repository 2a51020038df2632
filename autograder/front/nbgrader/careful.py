"""nbgrader, made to open what lies in its folders as a hostile place.

Before its first step nbgrader's converter lists a submission's folder, reads its timestamp and copies every file to
`autograded/`; then the same from there to `feedback/`. It follows links, waits for pipes, and one submission's odd file can end
the run. No setting of nbgrader's reaches these lines, and a plain `nbgrader autograde` makes its own converter. So the one thing
that we make, and that is made before any submission is touched, takes care of it: the exporter of `autograde`, and a step of the
feedback, call `be_careful` with their converter. That puts classes around nbgrader's own, before it and behind it:

    GivesUp, Guard, nbgrader's Autograde or GenerateFeedback, PlainCopy, nbgrader's BaseConverter

`PlainCopy.init_assignment` is what nbgrader's own then calls for the copying, in place of BaseConverter's. If a later nbgrader
does that otherwise, `be_careful` says so, and ends the run before anything is copied.
"""

import glob
import os
import re
import sys
import warnings
from collections.abc import Iterator
from datetime import datetime
from fnmatch import fnmatch
from inspect import signature
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde, GenerateFeedback, NbGraderException
from nbgrader.converters.base import BaseConverter
from nbgrader.coursedir import CourseDirectory
from nbgrader.nbgraderformat import SchemaTooNewError, SchemaTooOldError
from nbgrader.utils import parse_utc
from sqlalchemy.exc import SAWarning, SQLAlchemyError

from autograder import handed_in
from autograder.front.nbgrader import in_force, not_current, renamed, unfinished
from autograder.front.nbgrader.clean_log import clean, leave_out
from autograder.front.nbgrader.done_once import done_once
from autograder.front.nbgrader.folders import top_of
from autograder.front.nbgrader.given_up import GivesUp, refuse_a_closed_folder
from autograder.front.nbgrader.interrupted import interrupted
from autograder.front.nbgrader.misplaced import misplaced
from autograder.front.nbgrader.one_run import OneRun
from autograder.front.nbgrader.short_log import Told, shorten
from autograder.front.nbgrader.step import course_of
from autograder.front.nbgrader.unfinished import Mark
from autograder.handed_in import Bounds, NotEntered, Refused, Wanted, shown
from autograder.notebooks import naming
from autograder.text.html import runs_in_a_browser
from autograder.text.listing import some_of
from autograder.workers import scratch

_TIMESTAMP = "timestamp.txt"
_MOST_NOTEBOOKS, _MOST_NAMED = 100, 20
_STRUCTURE = os.path.join("{nbgrader_step}", "{student_id}", "{assignment_id}")
_STAYS = "was left out: it could run in the browser of who grades. The notebook could read it; it stays in submitted/."
"""Why a page, a drawing or a script isn't copied: formgrader serves what lies in autograded/ from Jupyter's own address."""


def be_careful(converter: Any) -> None:
    """Make `converter`, which is about to convert its submissions, open and copy plain files only.

    Raises NbGraderException where nbgrader isn't made as this kit knows it.
    """
    if isinstance(converter, Guard) or not isinstance(converter, Autograde | GenerateFeedback):
        return
    clean(converter.log)
    # nbgrader fills a submission's relations before it adds it to the session, and SQLAlchemy warns of each.
    warnings.filterwarnings("ignore", "Object of type <Submitted(Assignment|Notebook)> not in session", SAWarning, "nbgrader.api")
    _look_at_nbgrader()
    at = converter.coursedir
    steps = (at.submitted_directory, at.autograded_directory, at.feedback_directory)
    tops = [top_of(at, step) for step in steps]
    # Where the course's directory_structure has the steps elsewhere, the folder of all students may be the course's own.
    in_force.look_where_one_stands(converter, [top for top in tops if not Path(at.root).is_relative_to(top)])
    kind: Any = type(converter)
    refuse_a_closed_folder(converter)
    converter.__class__ = type(kind)(kind.__name__, (GivesUp, Guard, kind, PlainCopy), {"__module__": kind.__module__})
    converter.prepare()
    # nbgrader looks for a notebook's own name only; a note tells which file was taken for it.
    leave_out(converter.log, lambda said: said.removeprefix("No submitted file: ") in converter.likeliest)
    shorten(converter)
    if isinstance(converter, Autograde):
        converter.run = OneRun(Path(at.root), converter.log)


def _look_at_nbgrader() -> None:
    """Raises NbGraderException if nbgrader has no such methods as are replaced here."""
    for owner, method, takes in (
        (BaseConverter, "init_assignment", ["self", "assignment_id", "student_id"]),
        (Autograde, "init_assignment", ["self", "assignment_id", "student_id"]),
        (BaseConverter, "init_destination", ["self", "assignment_id", "student_id"]),
        (BaseConverter, "set_permissions", ["self", "assignment_id", "student_id"]),
        (BaseConverter, "convert_single_notebook", ["self", "notebook_filename"]),
        (BaseConverter, "convert_notebooks", ["self"]),
        (BaseConverter, "_format_source", ["self", "assignment_id", "student_id", "escape"]),
        (CourseDirectory, "get_existing_timestamp", ["self", "dest_path"]),
    ):
        found = getattr(owner, method, None)
        if found is None or list(signature(found).parameters) != takes:
            raise _unknown(f"it has no {owner.__name__}.{method}({', '.join(takes)})")
    if "init_assignment" not in Autograde.init_assignment.__code__.co_names:
        raise _unknown("Autograde.init_assignment doesn't call BaseConverter's")


def _unknown(what: str) -> NbGraderException:
    from nbgrader import __version__

    return NbGraderException(
        f"nbgrader {__version__} copies submissions in a way that this kit doesn't know ({what}), so it can't keep out what isn't"
        " a plain file: install the version of nbgrader that constraints.txt names."
    )


class Guard:
    """Stands before nbgrader's converter: what it is given to convert, and when one submission must not end the run."""

    def prepare(self: Any) -> None:
        """Look through what nbgrader found, before it takes up the first submission."""
        self.left_out: list[str] = []
        self.real: dict[str, str] = {}
        self.whose: dict[str, tuple[str, str]] = {}
        self.likeliest: dict[str, list[Path]] = {}
        self.known: dict[str, list[str]] = {}
        self.has_checks = course_of(self.coursedir).settings.checks is not None
        self.complaints: list[str] = []
        self.seen_to = 0
        self.passed_over = 0
        self.mark: Mark | None = None
        self.run: OneRun | None = None
        self.judged_ahead: Any = None  # JudgeStep's
        self.passing: list[tuple[str, ...]] = []
        self.coursedir.get_existing_timestamp = self.timestamp_of
        found = sorted(self.matched().items())
        self.assignments = dict(entry for folder, notebooks in found if (entry := self.entry(folder, notebooks)) is not None)
        self.in_gradebook: dict[str, set[str]] = {}
        self.told = Told(self.log, len(self.assignments), isinstance(self, GenerateFeedback))

    def matched(self: Any) -> dict[str, list[str]]:
        """The folders that nbgrader looks into, each with its notebooks, whatever their names; a folder's name such as `[ab]` it
        takes for a pattern.
        """
        folders = glob.glob(self._format_source(self.coursedir.assignment_id, self.coursedir.student_id))
        here = {folder: os.path.join(glob.escape(folder), "*.ipynb") for folder in folders}
        return {folder: found for folder in folders if (found := glob.glob(here[folder]))}

    def entry(self: Any, folder: str, notebooks: list[str]) -> tuple[str, list[str]] | None:
        """A submission's folder as nbgrader shall see it, and its notebooks: a name that can't be shown is written out.

        None for one that can't be told from another then, or that has nothing of what is wanted.
        """
        found = re.match(self._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True), folder, re.S)
        seen = folder
        if found and not handed_in.is_plain(found["student"]):
            seen = self._format_source(found["assignment"], shown(found["student"]))
        if not found or (seen != folder and (seen in self.assignments or seen in self.real)):
            self.complaints.append(f"{shown(folder)} wasn't taken: its name can't be told from another's. Name it otherwise.")
            return None
        self.whose[seen] = found["assignment"], shown(found["student"])
        if seen != folder:
            self.real[seen] = folder
        names = [name for name in map(os.path.basename, notebooks) if handed_in.is_plain(name)]
        known = self.known_notebooks(found["assignment"])
        right = [name for name in known if self.stands_for(folder, os.path.join(seen, name), names, known)]
        taken = {path.name for name in right for path in self.likeliest.get(os.path.join(seen, name), [])}
        more = [name for name in names if name not in known and name not in taken]
        if known and (not names or len(names) > _MOST_NOTEBOOKS or (not right and self.has_checks)):
            # Each costs a look into the gradebook. And where there is none of them, what is missing gets an outcome too.
            names = right or known
        else:
            names = [*right, *more]  # of those that it doesn't know nbgrader says so
        names = [name for name in names if fnmatch(Path(name).stem, self.coursedir.notebook_id)]
        return (seen, [os.path.join(seen, name) for name in names]) if names else None

    def stands_for(self: Any, folder: str, seen: str, names: list[str], known: list[str]) -> bool:
        """Whether there is a file for the notebook that nbgrader sees at `seen`; others than that one are noted down."""
        notebook = Path(seen).stem
        times = {stem: _written(folder, stem) for stem in (Path(name).stem for name in names)}
        likeliest = naming.likeliest(times, notebook, [Path(name).stem for name in known])
        if likeliest not in ([], [notebook]):
            self.likeliest[seen] = [Path(folder, f"{stem}.ipynb") for stem in likeliest]
        return bool(likeliest)

    def files_of(self: Any, path: str) -> list[Path]:
        """The files that may be the notebook that nbgrader sees at `path`, the likeliest first."""
        found: list[Path] = self.likeliest.get(path) or [self.really(path)]
        return found

    def known_notebooks(self: Any, assignment_id: str) -> list[str]:
        """The files of an assignment's notebooks, by the gradebook."""
        if assignment_id not in self.known:
            try:
                with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gb:
                    names = [notebook.name for notebook in gb.find_assignment(assignment_id).notebooks]
            except (MissingEntry, SQLAlchemyError):  # which nbgrader tells itself
                names = []
            self.known[assignment_id] = [f"{name}.ipynb" for name in names]
        found: list[str] = self.known[assignment_id]
        return found

    def really(self: Any, path: str | Path) -> Path:
        """Where on the disk something stands that nbgrader sees at `path`."""
        text = str(path)
        for seen, folder in self.real.items():
            if text == seen or text.startswith(seen + os.sep):
                return Path(folder + text[len(seen) :])
        return Path(text)

    def top(self: Any, path: Path) -> Path | None:
        """The folder below which no link is followed: that of all submissions, or of all results. None for any other place."""
        for step in (self.coursedir.submitted_directory, self.coursedir.autograded_directory):
            top = top_of(self.coursedir, step)
            if path.is_relative_to(top) and path != top:
                return top
        return None

    def timestamp_of(self: Any, dest_path: str) -> datetime | None:
        """In place of the course directory's own: when a submission was handed in, None where its timestamp.txt doesn't say."""
        found: datetime | None = self.timestamp(Path(dest_path))[0]
        return found

    def timestamp(self: Any, folder: Path) -> tuple[datetime | None, str | None]:
        """The time that a folder's timestamp.txt tells, or why it tells none: a clause."""
        path = self.really(folder) / _TIMESTAMP
        try:
            text = handed_in.read(path, 1000, self.top(path)).decode().strip()
            if not text:
                return None, None  # which nbgrader takes for none, and copies
            if not re.search(r"(19|20)\d\d", text):
                return None, "tells no time with a year"  # dateutil takes "5" for a day of this month
            found: datetime = parse_utc(text)
            # Years that no class was taught in; the first and the last days of all time can't be compared in every zone.
            if not 1990 <= found.year <= datetime.now().year + 10:
                return None, "tells a time that can't be meant"
            found.isoformat()
            return found, None
        except NotEntered:
            return None, None  # of the whole folder nothing is taken, the notebook's outcome says why
        except Refused as e:
            return None, str(e)
        except Exception:  # dateutil raises whatever it met in the text
            return None, "tells no time"

    def init_destination(self: Any, assignment_id: str, student_id: str) -> bool:
        """Whether a submission is to be taken up; once somebody wants the run to stop, none is, and no older result is lost."""
        self.unmark()
        if interrupted():
            self.passed_over += 1
            return False
        self.seen_to += 1
        self.told.begins()
        graded = Path(os.path.normpath(self._format_source(assignment_id, student_id)))
        if isinstance(self, GenerateFeedback) and unfinished.is_marked(graded):
            self.complaints.append(f"{graded} isn't graded to its end: there is no page of feedback for it yet. Grade it first.")
            return False
        dest = Path(os.path.normpath(self._format_dest(assignment_id, student_id)))
        handed_in.only_plain(dest)
        is_whole, was_left = self.coursedir.notebook_id == "*", unfinished.was_left(dest)
        # Of each notebook of an earlier result: read here, once.
        noted = [not_current.noted_in(dest / Path(path).name) for path in self.notebooks] if isinstance(self, Autograde) else []
        if was_left:
            self.log.warning("%s is what a killed run has left: it is made anew", dest)
            self.remove_made(dest, is_whole)
        elif isinstance(self, Autograde) and dest.exists() and student_id not in self.known_students(assignment_id):
            self.log.warning("%s: the gradebook knows nothing of what is in %s, so it is graded anew", student_id, dest)
            self.remove_made(dest, is_whole)
        elif any(map(not_current.wasnt_graded, noted)):
            self.log.warning("%s: something couldn't be graded before, so it is graded again", student_id)
            self.remove_made(dest, is_whole)
        elif isinstance(self, GenerateFeedback) and self.is_graded_since(graded, dest):
            self.log.debug("%s: it was graded again since its page was made, so the page is made anew", student_id)
            self.remove_made(dest, is_whole)
        is_wanted: bool = super().init_destination(assignment_id, student_id)  # type: ignore[misc]
        if is_wanted and (is_whole or not was_left):
            self.mark = Mark(dest)
        if not is_wanted and dest.exists():
            self.told.was_done(student_id if self.is_other_work(noted) else None)
        return is_wanted

    def known_students(self: Any, assignment_id: str) -> set[str]:
        """Those of whom the gradebook had a submission when this run began with the assignment."""
        if assignment_id not in self.in_gradebook:
            at = self.coursedir
            self.in_gradebook[assignment_id] = not_current.in_gradebook(assignment_id, at.db_url, at.course_id)
        found: set[str] = self.in_gradebook[assignment_id]
        return found

    def is_other_work(self: Any, noted: list[dict[str, Any]]) -> bool:
        """Whether a student handed in something else than the notebooks were made of in which this was `noted`."""
        asked = ((one, self.files_of(path)) for one, path in zip(noted, self.notebooks, strict=False))  # none for feedback
        return any(not_current.is_other_work(one, files, self.top(files[0])) for one, files in asked)

    def is_graded_since(self: Any, graded: Path, dest: Path) -> bool:
        """Whether a notebook in `graded` was written after its page in `dest`: nbgrader asks only when it was handed in."""
        pages = {path.stem: path for path in dest.glob(f"*{self.exporter.file_extension}")}
        notebooks = [path for path in graded.glob(f"{self.coursedir.notebook_id}.ipynb") if path.stem in pages]
        return any(path.lstat().st_mtime_ns > pages[path.stem].lstat().st_mtime_ns for path in notebooks)

    def remove_made(self: Any, dest: Path, is_whole: bool) -> None:
        """Remove what an earlier run made, and where only some notebooks are converted, these."""
        if is_whole:
            scratch.remove(dest)
            return
        for notebook in self.notebooks:
            (dest / Path(notebook).with_suffix(self.exporter.file_extension).name).unlink(missing_ok=True)

    def unmark(self: Any) -> None:
        if self.mark is not None:
            self.mark.remove()
            self.mark = None

    def set_permissions(self: Any, assignment_id: str, student_id: str) -> None:
        """The last step of a submission."""
        dest = Path(os.path.normpath(self._format_dest(assignment_id, student_id)))
        for parts in self.passing:
            dest.joinpath(*parts).unlink(missing_ok=True)
        super().set_permissions(assignment_id, student_id)  # type: ignore[misc]
        self.unmark()
        self.told.ended(student_id)

    def init_assignment(self: Any, assignment_id: str, student_id: str) -> None:
        self.left_out = []
        with renamed.kept(self.coursedir, assignment_id, student_id, self.not_now(assignment_id, student_id)):
            super().init_assignment(assignment_id, student_id)  # type: ignore[misc]

    def not_now(self: Any, assignment_id: str, student_id: str) -> list[str]:
        """The notebooks that a student handed in by other names, and that this run isn't to grade."""
        if not isinstance(self, Autograde):
            return []
        folder, now = self._format_source(assignment_id, student_id), {Path(notebook).name for notebook in self.notebooks}
        names = [name for name in self.known_notebooks(assignment_id) if name not in now]
        return [Path(name).stem for name in names if os.path.join(folder, name) in self.likeliest]

    def convert_single_notebook(self: Any, notebook_filename: str) -> None:
        if isinstance(self, GenerateFeedback):
            path = Path(notebook_filename)
            try:
                os.close(handed_in.opened(path, self.top(path)))
            except Refused as e:
                raise ValueError(f"{shown(notebook_filename)} {e}; grade it again.") from e
        try:
            super().convert_single_notebook(notebook_filename)  # type: ignore[misc]
        except (SchemaTooOldError, SchemaTooNewError) as e:
            # These would end the run for everybody, and a student can write any number there.
            raise ValueError(
                f"{notebook_filename}: its nbgrader metadata are of another version than this nbgrader's ({e});"
                " if the assignment's own are too, `nbgrader update` brings them up to date."
            ) from e

    def convert_notebooks(self: Any) -> None:
        """Everybody's, and at the end what the instructor has to see to, by which the command ends with 1.

        A run that was stopped says how far it came, and ends as shells expect: with 130 after Ctrl-C.
        """
        try:
            with done_once():
                super().convert_notebooks()  # type: ignore[misc]
        except KeyboardInterrupt:
            if not interrupted():
                raise
            self.seen_to, self.passed_over = self.seen_to - 1, self.passed_over + 1
        finally:
            self.unmark()
            if self.judged_ahead is not None:
                self.judged_ahead.close()
            if self.run is not None:
                self.run.end()
            for told in self.complaints:
                self.log.error(told)
            self.told.sum_up()
            self.tell_misplaced()
        if self.ended_by:
            self.log.error("%s %d of %d submissions are done.", self.ended_by, self.seen_to, len(self.assignments))
            raise NbGraderException(self.ended_by)
        if self.passed_over:
            goes_on = "run the same command again for the others"
            anew = "the others are as they were; with --force the same command begins anew"
            told = "Stopped. %d of %d submissions are done; %s."
            self.log.error(told, self.seen_to, len(self.assignments), anew if self.force else goes_on)
            sys.exit(128 + interrupted.number)
        if self.complaints:
            raise NbGraderException("\n".join(self.complaints))

    def tell_misplaced(self: Any) -> None:
        """Name what was handed in and isn't looked at, where students' folders are nbgrader's own way."""
        at = self.coursedir
        if isinstance(self, GenerateFeedback) or at.student_id != "*" or at.directory_structure != _STRUCTURE:
            return
        if found := misplaced(top_of(at, at.submitted_directory), at.assignment_id):
            self.log.warning(
                "Not looked at, since it lies in no folder <student>/%s: %s. Move each there to have it graded.",
                at.assignment_id,
                some_of(found, _MOST_NAMED),
            )


class PlainCopy(BaseConverter):
    """Stands behind nbgrader's converter, and copies the files beside the notebooks in place of BaseConverter: plain ones."""

    def init_assignment(self: Any, assignment_id: str, student_id: str) -> None:
        folder = self.really(self._format_source(assignment_id, student_id))
        to = Path(os.path.normpath(self._format_dest(assignment_id, student_id)))
        handed_in.only_plain(to)
        _, no_time = self.timestamp(folder)
        most = int(self.coursedir.max_file_size) * 1000
        bounds = Bounds(most, max(most, handed_in.MAX_BYTES))
        own = self.own_files(assignment_id)
        wanted = self.wanted(own, no_time)
        self.left_out = handed_in.copy(folder, to, wanted, bounds, self.top(folder) or folder.parent)
        if isinstance(self, Autograde):
            self.passing = [parts for parts in _files_below(to) if parts not in own and runs_in_a_browser(parts[-1])]
            self.left_out += [f"The file {shown('/'.join(parts))} {_STAYS}" for parts in self.passing[:5]]
        for told in self.left_out:
            self.log.warning("%s: %s", student_id, told)
        if no_time is not None and no_time != handed_in.NOT_THERE and isinstance(self, Autograde):
            told = f"{student_id}: its {_TIMESTAMP} {no_time}. It was graded as one without, so see whether it is late."
            self.complaints.append(told)

    def own_files(self: Any, assignment_id: str) -> set[tuple[str, ...]]:
        """The course's own files, by their parts, which nbgrader puts there afterwards, or will write as the result."""
        if isinstance(self, GenerateFeedback):
            return {(Path(notebook).stem + ".html",) for notebook in self.notebooks}
        steps = (self.coursedir.source_directory, self.coursedir.release_directory)
        folders = (Path(self.coursedir.format_path(step, ".", assignment_id)) for step in steps)
        return {parts for folder in folders for parts in _files_below(folder) if ".ipynb" not in parts[-1]}

    def wanted(self: Any, own: set[tuple[str, ...]], no_time: str | None) -> Wanted:
        """What is copied: no notebooks, nothing hidden or that nbgrader ignores, and nothing in the way of the course's own."""
        folders = {parts[:depth] for parts in own for depth in range(1, len(parts))}
        ignored = [*self.coursedir.ignore, "*.ipynb", ".*"]
        is_feedback = isinstance(self, GenerateFeedback)

        def answer(parts: tuple[str, ...], is_folder: bool) -> bool | str:
            if any(fnmatch(parts[-1], pattern) for pattern in ignored):
                return False
            if parts == (_TIMESTAMP,) and no_time is not None:
                return no_time
            if is_folder and parts in own:
                return "is a folder with the name of a file of the course's"
            if not is_folder and parts in folders:
                return "has the name of a folder of the course's"
            return not (is_feedback and parts in own)

        return answer


def _written(folder: str, stem: str) -> float:
    try:
        return os.lstat(os.path.join(folder, f"{stem}.ipynb")).st_mtime
    except OSError:
        return 0.0


def _files_below(folder: Path) -> Iterator[tuple[str, ...]]:
    """The files in and below a folder of ours, by their parts."""
    for above, _, names in os.walk(folder):
        for name in names:
            yield Path(above, name).relative_to(folder).parts
