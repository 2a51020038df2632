"""A zip that Gradescope makes an autograder of: the course, the engine, and the two scripts that it starts.

https://gradescope-autograders.readthedocs.io/en/latest/specs/: `setup.sh` and `run_autograder` stand at the top of the zip, which
comes to lie in /autograder/source.
"""

import io
import json
import zipfile
from collections.abc import Mapping

from autograder.formats.gradescope import Visibility, nothing_handed_in
from autograder.notebooks.course import Course
from autograder.templates import packed
from autograder.templates.filled import template

COURSE = "course"
_SCRIPTS = ("setup.sh", "run_autograder")
_BEGINNING = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip knows: the same course gives the same zip."""


def files(course: Course, assignment: str, visibility: Visibility) -> dict[str, bytes]:
    """The files of the zip, by their paths in it. Raises CourseError for an assignment that isn't one."""
    notebooks = course.notebooks(assignment)
    theirs = packed.course(course.root, packed.folders(course))
    made = {f"{COURSE}/{path}": content for path, content in theirs.items()}
    made["constraints.txt"] = theirs.get("constraints.txt", b"")
    made["requirements.txt"] = packed.requirements_text(packed.imported(course))
    made |= packed.engine()
    values = {"ASSIGNMENT": assignment, "VISIBILITY": visibility}
    made |= {name: template(f"gradescope/{name}", values).encode() for name in (*_SCRIPTS, "settings.env")}
    made["nothing.json"] = (json.dumps(nothing_handed_in(notebooks, visibility), indent=1) + "\n").encode()
    return made


def zipped(found: Mapping[str, bytes]) -> bytes:
    """The files as a zip, in which the scripts may be run."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(found.items()):
            about = zipfile.ZipInfo(name, _BEGINNING)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = (0o755 if name in _SCRIPTS else 0o644) << 16
            archive.writestr(about, content)
    return into.getvalue()
