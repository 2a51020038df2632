"""What README and the other documents name is there, and README's numbers are so."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import classroom
import demo
import pytest
from nbgrader.apps.nbgraderapp import NbGraderApp

from autograder.notebooks.cells import exercise_and_part

ROOT = classroom.COURSE.root
README = (ROOT / "README.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.M)[0].split()
PAGES = {
    str(path.relative_to(ROOT)): path.read_text()
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("checks/**/*.md"))
}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def found(pattern: str, text: str, flags: int = 0) -> re.Match[str]:
    """The first place where `pattern` matches; it must be there."""
    match = re.search(pattern, text, flags)
    assert match is not None, f"not found: {pattern}"
    return match


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    links = [link for link in re.findall(r"\]\(([^)\s#]+)[^)]*\)", PAGES[page]) if "://" not in link]
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_that_is_named_exists(page: str) -> None:
    named = re.findall(r"(?:`|^    )make ([a-z.][\w./-]*)", PAGES[page], re.M)
    assert [target for target in named if target not in [*TARGETS, ".venv/ready"]] == []


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_path_that_is_named_exists(page: str) -> None:
    """In the tables a path may be short for one in source/ or tests/; what a run makes (build/, .venv) is made by it."""
    named = re.findall(r"`([\w*./-]+(?:/|\.(?:py|txt|toml|md)))`", PAGES[page])
    assert len(named) > 5
    named = [path for path in named if not path.startswith("build/")]
    assert [path for path in named if not any(any(ROOT.glob(place + path)) for place in ("", "source/", "tests/"))] == []


def test_make_help_lists_every_target_and_what_it_does() -> None:
    for arguments in (["make", "--no-print-directory"], ["make", "--no-print-directory", "help"]):
        said = subprocess.run(arguments, capture_output=True, text=True, check=True, cwd=ROOT).stdout
        assert re.findall(r"^make (\S+) +\S", said, re.M) == TARGETS
        assert len({len(found(r"^make \S+ +", line)[0]) for line in said.splitlines()}) == 1, "not aligned"


def test_the_commands_take_what_readme_gives_them() -> None:
    lines = re.findall(r"`autograder ((?:new )?[\w-]+)([^`]*)`", README)
    assert len(lines) > 5
    for command, rest in lines:
        run = [sys.executable, "-m", "autograder", *command.split(), "--help"]
        said = subprocess.run(run, capture_output=True, text=True, check=True, cwd=ROOT).stdout
        named = re.findall(r"--[\w-]+|\bcpu\b", rest)
        assert [option for option in named if option not in re.findall(r"--[\w-]+|\bcpu\b", said)] == []
    commands = re.findall(r"`nbgrader (\w+) ?(\w*)`", README)
    assert len(commands) > 2
    assert [c for c, _ in commands if c not in NbGraderApp.subcommands] == []
    assert {name for _, name in commands if name} <= set(classroom.COURSE.names())


def test_the_assignments_are_as_many_as_it_says() -> None:
    names = classroom.COURSE.names()
    said = found(r"The course has (\w+) assignments, from `(\w+)` to `(\w+)`; the written answers of the last", README)
    assert said.groups() == (NUMBERS[len(names)], names[0], names[-1])
    assignments = map(classroom.COURSE.assignment, names)
    assert [a.name for a in assignments if a.graded.keys() - a.checked()] == [names[-1]]


def test_the_pythons_are_those_of_pyproject() -> None:
    oldest, after = found(r'^requires-python = ">=([\d.]+),<3\.(\d+)"$', (ROOT / "pyproject.toml").read_text(), re.M).groups()
    for text in (README, PAGES["CONTRIBUTING.md"], MAKEFILE):
        assert re.findall(r"3\.[\d.]+ to [\d.]*\d", text) == [f"{oldest} to 3.{int(after) - 1}"]


def test_venv_is_about_as_large_as_it_says() -> None:
    def size(folder: Path) -> int:
        inside = [path for path in folder.iterdir() if not path.is_symlink()]
        return sum(size(path) if path.is_dir() else path.stat().st_size for path in inside)

    if not (ROOT / ".venv").is_dir():
        pytest.skip("runs in another environment than .venv")
    assert size(ROOT / ".venv") / 1e9 == pytest.approx(float(found(r"about ([\d.]+) GB", README)[1]), abs=0.7)


def test_the_rows_of_the_demo_are_what_it_prints(judge: Any) -> None:
    """Full marks are in other tests; here the rows that lost points are graded once more."""
    students = demo.students_of("06_training_loop")
    rows = re.findall(r"^ +│ (\S+) +│ (.+) │ +(\S+) │$", README, re.M)
    assert len(rows) > 2
    for student, scores, total in rows:
        said = [tuple(map(float, score.split("/"))) for score in (*scores.split("│"), total)]
        report = judge.grade(students[student], "06_training_loop", student) if said[-1][0] < said[-1][1] else None
        most: dict[str, float] = {}
        for cell in classroom.COURSE.assignment("06_training_loop").graded.values():
            exercise, _ = exercise_and_part(cell.metadata.nbgrader.grade_id)
            most[exercise] = most.get(exercise, 0) + cell.metadata.nbgrader.points
        got = {row["name"]: row["score"] for row in report.exercises()} if report else most
        assert said == [*((got[e], most[e]) for e in most), (sum(got.values()), sum(most.values()))]


def test_the_last_lines_of_the_demo_are_what_it_prints() -> None:
    printed = (classroom.TESTS / "demo.py").read_text()
    last = found(r"│\n    \.\.\.\n((?:    .+\n)+)\n", README)[1].splitlines()
    assert len(last) == 2
    assert [line for line in last if line.strip() not in printed] == []


def test_no_count_that_every_new_test_would_change() -> None:
    assert not re.findall(r"\d+ (?:passed|skipped)", README)
