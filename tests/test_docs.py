"""The documents for authors name everything that there is to name."""

from dataclasses import fields
from pathlib import Path

import pytest

from autograder import checking
from autograder.notebooks import settings
from autograder.notebooks.rules import RESERVED
from autograder.sandbox.limits import Limits

DOCS = Path(__file__).parents[1] / "docs"
KEYS = [*settings._TOP, *settings._WORKER, *settings._DATA, *settings._WORDS]
KEYS += [field.name for kind in (settings.Seconds, Limits) for field in fields(kind)]


@pytest.mark.parametrize("name", checking.__all__)
def test_what_a_check_may_import_is_in_authoring(name: str) -> None:
    assert f"`{name}" in (DOCS / "authoring.md").read_text()


@pytest.mark.parametrize("name", [name for name in RESERVED if name != "request"])  # pytest's own
def test_every_fixture_is_in_authoring(name: str) -> None:
    assert f"| `{name}` |" in (DOCS / "authoring.md").read_text()


@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_the_course_file_is_in_its_document(key: str) -> None:
    text = (DOCS / "course-file.md").read_text()
    assert f"`{key}`" in text or f"`[{key}]`" in text or f"`[[{key}]]`" in text
