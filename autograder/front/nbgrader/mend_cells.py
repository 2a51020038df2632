"""The step that brings a submission's cells into line."""

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.front.nbgrader.step import Resources, checked_notebook, coursedir_of
from autograder.notebooks import mending, reading
from autograder.text.places import for_log


class MendCells(NbGraderPreprocessor):
    """Bring a submission's cells into line with the assignment, before nbgrader's own steps stumble over them."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        info = resources["nbgrader"]
        assignment = checked_notebook(coursedir_of(self), resources)
        if assignment is None:
            return nb, resources
        if reading.unreadable(nb) is None and mending.answers_another(nb, assignment):
            # Said here, since once its cells are put in it looks like a notebook of this assignment.
            nb.cells = []
            nb.metadata[reading.UNREADABLE] = (
                f"This notebook has none of the cells of {assignment.name}; was it made for another assignment?"
            )
        notes = mending.mend(nb, assignment)
        for note in notes if reading.unreadable(nb) is None else []:
            self.log.warning("%s: %s", for_log(info["student"]), for_log(note))
        nb.metadata["autograder_notes"] = notes
        return nb, resources
