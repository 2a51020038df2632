"""What nbgrader does again and again for each submission, done once in a run.

It opens the gradebook ten times for each, with an engine of its own each time, for which SQLAlchemy puts together every question
anew; it has jsonschema look through its own schema for each cell, twice; and it commits after each cell. While `done_once` lasts,
engines are kept, and so is what was found about a schema; `SaveScores` commits once for a notebook. None of that changes what is
in the gradebook in the end: a test compares it, row by row, with what nbgrader itself writes.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import nbgrader.api
import nbgrader.nbgraderformat.common as format_
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import SaveAutoGrades

from autograder.front.nbgrader.gradebook import patience
from autograder.front.nbgrader.step import Resources


@contextmanager
def done_once() -> Iterator[None]:
    """As long as this lasts, nbgrader does these things once."""
    create_engine, jsonschema = nbgrader.api.create_engine, format_.jsonschema
    engines: dict[str, Any] = {}
    validators: dict[str, Any] = {}

    def engine(url: str, **options: Any) -> Any:
        if url not in engines:
            engines[url] = create_engine(url, **options, **patience(url))
        return engines[url]

    def validated(instance: Any, schema: Any) -> None:
        """As jsonschema.validate, with a schema that is looked through when it is first met."""
        key = json.dumps(schema, sort_keys=True)  # nbgrader reads the file anew for each notebook
        if key not in validators:
            kind = jsonschema.validators.validator_for(schema)
            kind.check_schema(schema)
            validators[key] = kind(schema)
        error = jsonschema.exceptions.best_match(validators[key].iter_errors(instance))
        if error is not None:
            raise error

    nbgrader.api.create_engine = engine
    format_.jsonschema = SimpleNamespace(validate=validated)
    try:
        yield
    finally:
        nbgrader.api.create_engine, format_.jsonschema = create_engine, jsonschema
        for found in engines.values():
            found.dispose()


class SaveScores(SaveAutoGrades):
    """nbgrader's SaveAutoGrades, with all of a notebook's scores and comments in one transaction."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        info = resources["nbgrader"]
        self.notebook_id, self.assignment_id, self.student_id = info["notebook"], info["assignment"], info["student"]
        self.db_url = info["db_url"]
        with Gradebook(self.db_url) as gradebook:
            self.gradebook = _Patient(gradebook)
            nb, resources = super(SaveAutoGrades, self).preprocess(nb, resources)
            gradebook.db.commit()
        return nb, resources


class _Patient:
    """A gradebook whose commits only write to the transaction."""

    def __init__(self, gradebook: Gradebook) -> None:
        self._gradebook = gradebook
        self.db = SimpleNamespace(commit=gradebook.db.flush)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._gradebook, name)
