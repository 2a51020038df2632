"""The exporter that reads a submission."""

from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter

from autograder.front.nbgrader.step import Resources
from autograder.notebooks import reading


class PatientExporter(NotebookExporter):
    """Reads a submission that isn't a notebook as an empty one that says why, so that it gets an outcome too."""

    def from_filename(self, filename: str, resources: Resources | None = None, **kwargs: Any) -> Any:
        path = Path(filename)
        notebook = reading.read(path)
        resources = resources if resources is not None else {}
        resources.setdefault("metadata", {}).update(name=path.stem, path=str(path.parent))
        return self.from_notebook_node(notebook, resources=resources, **kwargs)
