"""The step that brings a submission's cells into line."""

import html

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.front.nbgrader.read_apart import NOTES
from autograder.front.nbgrader.step import Resources, checked_notebook, course_of, coursedir_of, released_notebook
from autograder.notebooks import mending, mixed_up, reading
from autograder.notebooks.matching import answers_another
from autograder.text.places import for_log


class MendCells(NbGraderPreprocessor):
    """Bring a submission's cells into line with the assignment, before nbgrader's own steps stumble over them."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        info = resources["nbgrader"]
        assignment = checked_notebook(coursedir_of(self), resources)
        if assignment is None:
            notes = self._as_written(nb, resources)
        else:
            if reading.unreadable(nb) is None and answers_another(nb, assignment):
                # Said here, since once its cells are put in it looks like a notebook of this assignment.
                told = mixed_up.told(nb, assignment.name, assignment.notebook_name, assignment.folder.parent)
                nb.cells = []
                nb.metadata[reading.UNREADABLE] = told
            notes = mending.mend(nb, assignment)
        which = [*nb.metadata.pop(NOTES, []), *filter(None, (reading.damaged(nb),))]
        nb.metadata.pop(reading.DAMAGED, None)
        for note in [*which, *(notes if reading.unreadable(nb) is None else [])]:
            self.log.warning("%s: %s", for_log(info["student"]), for_log(note))
        nb.metadata["autograder_notes"] = [*which, *notes]
        return nb, resources

    def _as_written(self, nb: NotebookNode, resources: Resources) -> list[str]:
        """The same for a notebook about which no hidden check decides, by the gradebook; returns notes."""
        info = resources["nbgrader"]
        released = released_notebook(coursedir_of(self), resources)
        if released is None or reading.unreadable(nb) is not None:
            return []  # the exporter has said why, and its cells are missing
        if answers_another(nb, released):
            # Its cells aren't put in: one that asks for nothing of the student's would pass.
            why = mixed_up.told(nb, released.name, info["notebook"], course_of(coursedir_of(self)).source)
            nb.cells = [new_markdown_cell(html.escape(why))]
            return [why]
        return mending.mend(nb, released, tags_are_known=False)
