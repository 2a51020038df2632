"""constraints.txt fits: it pins what is installed, all that is needed and no more, for every Python that pyproject.toml claims.

All of it is read from the metadata of what is installed; only whether a pin is needed is known of one that isn't (atheris).
"""

import subprocess
import sys
import tomllib
from functools import cache
from importlib import metadata

import classroom
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((classroom.COURSE.root / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
CLAIMED = SpecifierSet(PROJECT["requires-python"])
# The first of each: 3.11.2, 3.12.0, 3.13.0.
PYTHONS = [
    next(f"3.{minor}.{patch}" for patch in range(50) if f"3.{minor}.{patch}" in CLAIMED)
    for minor in range(50)
    if any(f"3.{minor}.{patch}" in CLAIMED for patch in range(50))
]
LINES = [line.partition("#")[0].strip() for line in (classroom.COURSE.root / "constraints.txt").read_text().splitlines()]
PINS = [Requirement(line) for line in LINES if line]
# setuptools puts copies of its own on the path, of other versions than those that are installed.
PATHS = [path for path in sys.path if "_vendor" not in path]
INSTALLED = {canonicalize_name(found.metadata["Name"]): found for found in metadata.distributions(path=PATHS)}
NOT_PINNED = {"pip", "setuptools", "wheel"}  # they come with a venv


def here() -> dict[str, str]:
    """What markers are asked on this machine."""
    return {name: str(value) for name, value in default_environment().items()}


def machine(python: str, processor: str = "x86_64") -> dict[str, str]:
    """What markers are asked on a Linux with this Python."""
    version = {"python_version": python.rpartition(".")[0], "python_full_version": python}
    return {**here(), **version, "platform_machine": processor}


def applies(requirement: Requirement, where: dict[str, str], extra: str = "") -> bool:
    return requirement.marker is None or requirement.marker.evaluate(where | {"extra": extra})


@cache
def asked_for_by(name: str) -> list[Requirement]:
    found = INSTALLED.get(canonicalize_name(name))
    return [Requirement(line) for line in found.requires or []] if found is not None else []


def needed(where: dict[str, str], *extras: str) -> set[str]:
    """The names of all that `pip install -e .` with these extras brings there."""
    found: set[tuple[str, str]] = set()
    waiting = [Requirement(line) for line in sum((EXTRAS[extra] for extra in extras), PROJECT["dependencies"])]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        for extra in {"", *requirement.extras} - {e for n, e in found if n == name}:
            found.add((name, extra))
            waiting += [theirs for theirs in asked_for_by(name) if applies(theirs, where, extra)]
    return {name for name, _ in found} - NOT_PINNED


def pinned(where: dict[str, str]) -> list[str]:
    return [canonicalize_name(pin.name) for pin in PINS if applies(pin, where)]


def test_this_python_is_one_of_those_claimed() -> None:
    here = default_environment()
    assert here["python_full_version"] in CLAIMED
    assert here["python_version"] in [python.rpartition(".")[0] for python in PYTHONS]
    assert "3.99.0" not in CLAIMED, "without an upper bound, Pythons are claimed that nobody has tried"


def test_a_pin_runs_on_every_python_that_is_claimed() -> None:
    refused = []
    for pin in PINS:
        found = INSTALLED.get(canonicalize_name(pin.name))
        if found is not None and pin.specifier.contains(found.version, prereleases=True):
            runs_on = SpecifierSet(str(found.metadata.json.get("requires_python", "")))
            refused += [f"{pin} not on {p}, but {runs_on}" for p in PYTHONS if applies(pin, machine(p)) and p not in runs_on]
    assert not refused


def test_what_is_installed_is_what_is_pinned() -> None:
    wanted = [pin for pin in PINS if applies(pin, here())]
    assert [str(pin) for pin in PINS if [s.operator for s in pin.specifier] != ["=="]] == []
    other = {str(pin): INSTALLED[n].version for pin in wanted if (n := canonicalize_name(pin.name)) in INSTALLED}
    assert {pin: version for pin, version in other.items() if not Requirement(pin).specifier.contains(version, True)} == {}
    assert needed(here(), "course", "dev") <= INSTALLED.keys()


def test_what_is_needed_is_pinned_and_no_more() -> None:
    used = set()
    for where in (machine(python, processor) for python in PYTHONS for processor in ("x86_64", "aarch64")):
        here = pinned(where)
        assert sorted(set(here)) == sorted(here), "pinned twice"
        assert needed(where, *EXTRAS) <= set(here), f"not pinned for Python {where['python_full_version']}"
        used |= needed(where, *EXTRAS)
    assert {canonicalize_name(pin.name) for pin in PINS} <= used, "pinned for nobody"


def test_reading_notebooks_makes_no_parser_of_web_addresses() -> None:
    """jsonschema does from 4.25 on, where it finds lark: 1.3 s of the processor at each start of nbgrader, which took 1.2 s itself."""
    asked = "import sys, nbformat; print([name for name in ('jsonschema', 'lark') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['jsonschema']"
