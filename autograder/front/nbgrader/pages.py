"""Pages that people open: nbgrader's feedback for students, and formgrader for instructors.

Feedback is a page of this kit's own (`autograder/pages/feedback/`), which holds no script, and a policy that allows none.
Formgrader's is made by nbconvert's HTMLExporter and needs its own scripts; that exporter's documented settings put
`PlainNotebook` and `markdown2html` into it.
"""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from nbconvert.exporters import Exporter
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.converters import GenerateFeedback
from traitlets import List

from autograder.front.nbgrader import gradebook, in_force
from autograder.front.nbgrader.interrupted import listen, stop_if_asked
from autograder.front.nbgrader.step import Resources
from autograder.judge import apart
from autograder.judge.apart import Allowance, Apart, Ended
from autograder.pages.feedback import page as feedback
from autograder.pages.feedback.page import Gradebook
from autograder.pages.notebook.bounded import Room
from autograder.pages.notebook.highlighted import highlight_code
from autograder.pages.notebook.markdown import html_of_cell, html_of_comment
from autograder.pages.notebook.plain import plain_notebook
from autograder.text.places import for_log, visible

_ROOM = "autograder_room"
_ALLOWANCE = Allowance(memory=2048, cpu=60, wall=120, result=4 << 20)
"""What one page of feedback may take, in a process of its own. A usual one takes a second or two."""
_MOST_PICTURES = 200_000
"""Characters of pictures that the student's notebook brings to a page of feedback."""


@pass_context
def markdown2html(context: Any, source: str) -> str:
    """nbconvert's filter of this name, sanitised. HTML in a comment is shown as text: it may quote an exception's message."""
    cell = context.get("cell") or {}
    resources = context.get("resources") or {}
    room = resources.get(_ROOM) or Room()
    if source is not cell.get("source"):
        return html_of_comment(source, room)
    return html_of_cell(cell, room, _folder(resources))


def _folder(resources: Resources) -> Path:
    return Path(resources.get("metadata", {}).get("path") or ".")


def unchanged(text: str) -> str:
    """In the place of nbconvert's strip_files_prefix, for notebooks of a Jupyter before 2014: it looks from each bracket to the
    end of the line, pictures included."""
    return text


class PlainNotebook(Preprocessor):
    """Before a notebook becomes a page of formgrader's: keep of it what a page shows, and only as text and pictures."""

    display_data_priority: Any = List(config=True)  # as for ForStudents

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        room = resources[_ROOM] = Room()
        for name, value in resources.items():
            if isinstance(value, str) and name in ("student", "last_name", "first_name"):
                resources[name] = escape(visible(value))
        return plain_notebook(nb, room), resources


class FeedbackExporter(Exporter):
    """The page of feedback, in the place of nbgrader's own.

    Each page is made in a process of its own. What it holds is a student's, and nobody else's page waits for it.
    """

    file_extension = ".html"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        in_force.look_at_feedback(self.parent)
        if isinstance(self.parent, GenerateFeedback):
            gradebook.refuse(self.parent, writes=False)
            listen()

    def from_notebook_node(self, nb: NotebookNode, resources: Resources | None = None, **kw: Any) -> Any:
        feedback.warm_up()
        highlight_code("1")
        try:
            page = _apart(lambda: self._page(nb, resources, plain=False))
        except Ended as e:
            self.log.warning(
                "The page of %s %s, so it is made of plain text.%s",
                for_log(str((resources or {}).get("unique_key", "a notebook"))),
                e,
                f"\n{e.details}" if e.details else "",
            )
            page = self._page(nb, resources, plain=True)
        return page, self._init_resources(resources)

    def _page(self, nb: NotebookNode, resources: Resources | None, plain: bool) -> str:
        room = Room(plain, _MOST_PICTURES)
        graded, found = super().from_notebook_node(plain_notebook(nb, room), resources)
        about = found.get("nbgrader", {})
        assignment, notebook = (str(about.get(name, "")) for name in ("assignment", "notebook"))
        title = " · ".join(dict.fromkeys(filter(None, [assignment, notebook])))
        known = Gradebook(about.get("score"), about.get("max_score"), about.get("late_penalty") or 0.0)
        return feedback.feedback(graded, nb.metadata, title, known, room, _folder(found))


def _apart(page: Callable[[], str]) -> str:
    """What `page` gives, in a process with limits. Raises Ended where it gives nothing."""
    process = Apart(lambda: {"page": page()}, _ALLOWANCE)
    apart.wait(process, stop_if_asked)
    return str(process.result()["page"])
