"""The exporter that reads a submission."""

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter

from autograder.front.nbgrader.step import Resources, checked_notebook
from autograder.notebooks import reading


class PatientExporter(NotebookExporter):
    """Reads a submission that isn't a notebook as an empty one that says why, so that it gets an outcome too.

    Where there are no hidden checks it is nbgrader's own exporter.
    """

    def from_filename(self, filename: str, resources: Resources | None = None, **kwargs: Any) -> Any:
        converter: Any = self.parent
        if not resources or checked_notebook(converter.coursedir, resources) is None:
            return super().from_filename(filename, resources=resources, **kwargs)
        path = Path(filename)
        notebook = reading.read(path)
        resources.setdefault("metadata", {}).update(name=path.stem, path=str(path.parent))
        return self.from_notebook_node(notebook, resources=resources, **kwargs)
