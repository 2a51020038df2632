"""The documents for authors name everything that there is to name."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from autograder import checking
from autograder.notebooks import settings
from autograder.notebooks.rules import RESERVED
from autograder.sandbox import allowed
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


@pytest.mark.parametrize("call", sorted({rule.call for rule in allowed.RULES}))
def test_every_call_that_depends_on_its_arguments_is_in_sandbox(call: str) -> None:
    assert f"`{call}`" in (DOCS / "sandbox.md").read_text()


def test_what_is_pretended_is_in_sandbox() -> None:
    text = (DOCS / "sandbox.md").read_text()
    named = set(re.findall(r"`(\w+)`", text))
    assert {"chmod", "fchmod", "fchmodat", "flock", "sync", "syncfs"} <= named
    refused = text[text.index("| `execve`") :].partition(" | EPERM")[0]
    made = {name for names in (*allowed.ALLOWED.values(), *allowed.PRETENDED.values()) for name in names}
    assert not made & set(re.findall(r"`(\w+)`", refused))
