"""What nbgrader does again and again for each submission, done once in a run.

It opens the gradebook ten times for each, with an engine of its own each time, for which SQLAlchemy puts together every question
anew, and looks each time whether all tables are there; and it has jsonschema look through its own schema for each cell, twice.
While `done_once` lasts, engines are kept, a gradebook is looked through when it is first opened, and what was found about a
schema is kept too. The gradebook comes out the same: a test compares it, row by row, with what nbgrader writes.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import nbgrader.api as api
import nbgrader.nbgraderformat.common as format_

from autograder.front.nbgrader.gradebook import patience


@contextmanager
def done_once() -> Iterator[None]:
    """As long as this lasts, nbgrader does these things once."""
    create_engine, inspect, base, jsonschema = api.create_engine, api.inspect, api.Base, format_.jsonschema
    engines: dict[str, Any] = {}
    complete: set[Any] = set()
    validators: dict[str, Any] = {}

    def engine(url: str, **options: Any) -> Any:
        if url not in engines:
            engines[url] = create_engine(url, **options, **patience(url))
        return engines[url]

    def looked_into(engine: Any) -> Any:
        """As sqlalchemy.inspect, of which nbgrader asks for the names of the tables, and only whether there are any."""
        return SimpleNamespace(get_table_names=lambda: ["all of them"]) if engine in complete else inspect(engine)

    def create_all(bind: Any) -> None:
        if bind not in complete:
            base.metadata.create_all(bind=bind)
            complete.add(bind)

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

    api.create_engine, api.inspect = engine, looked_into
    api.Base = SimpleNamespace(metadata=SimpleNamespace(create_all=create_all))
    format_.jsonschema = SimpleNamespace(validate=validated)
    try:
        yield
    finally:
        api.create_engine, api.inspect, api.Base, format_.jsonschema = create_engine, inspect, base, jsonschema
        for found in engines.values():
            found.dispose()
