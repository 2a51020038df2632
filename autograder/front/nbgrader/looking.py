"""The exporter of `generate_assignment`: it looks at the gradebook and the folder before nbgrader removes what was released."""

from typing import Any

from nbconvert.exporters import NotebookExporter

from autograder.front.nbgrader import gradebook
from autograder.front.nbgrader.given_up import refuse_a_closed_folder


class LookingExporter(NotebookExporter):
    """nbgrader's own, made once for a run. Raises NbGraderException where the gradebook or the folder can't be written."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        converter: Any = self.parent
        if converter is not None:
            gradebook.refuse(converter, writes=True)
            refuse_a_closed_folder(converter)
