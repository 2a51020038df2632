"""A student's evening in JupyterLab: fetch, write, check, validate, hand in."""

import re
from collections.abc import Callable

import classroom
import pytest
from browser.lab import Assignments, Lab, Notebook
from browser.servers import COURSE_ID, Class, solved
from browser.shots import shot

from autograder.authoring.submissions import code_of

pytestmark = pytest.mark.browser

NAME = "02_distances"
WRONG = "def l1_distance(a, b):\n    return (a - b).mean((-1, -2))"
RIGHT = "def l1_distance(a, b):\n    return (a - b).abs().mean((-1, -2))"


def test_from_fetching_to_handing_in(class_: Class, distances: str, lab_of: Callable[[str], Lab]) -> None:
    from playwright.sync_api import expect

    lab = lab_of("ada")
    assignments = Assignments(lab).open()
    shot(lab.page, "assignments-released")
    assignments.row("released", NAME).get_by_role("button", name="Fetch").click()
    expect(assignments.row("fetched", NAME)).to_be_visible()

    notebook = Notebook(lab, f"{NAME}/{NAME}.ipynb")
    shot(lab.page, "notebook-opened")
    notebook.run_up_to("mean_digit")
    notebook.write("l1_distance", WRONG)
    notebook.run("l1_distance")
    said = notebook.run("test_l1_distance")
    expect(said).to_contain_text("1 and -1 cancel; take absolute values first")
    said.evaluate("outputs => outputs.scrollIntoView({ block: 'end' })")
    shot(lab.page, "check-fails")
    notebook.write("l1_distance", RIGHT)
    notebook.run("l1_distance")
    said = notebook.run("test_l1_distance")
    expect(said).to_contain_text("l1_distance: fine so far")
    shot(lab.page, "check-passes")

    answers = codes()
    last = answers.pop("q_cancel")
    for name, code in answers.items():
        notebook.write(name, code)
    notebook.save()
    said_by_dialog = notebook.validate()
    shot(lab.page, "validate-unanswered")
    assert said_by_dialog.count("The following cell failed:") == 1
    assert re.search("`q_cancel` isn't answered yet", said_by_dialog)
    lab.accept()
    notebook.write("q_cancel", last)
    notebook.save()
    assert "Success!" in notebook.validate()
    shot(lab.page, "validate-passes")
    lab.accept()

    Assignments(lab).open().row("fetched", NAME).get_by_role("button", name="Submit").click()
    expect(assignments.row("submitted", NAME)).to_be_visible()
    shot(lab.page, "assignments-submitted")
    (handed_in,) = (class_.exchange / COURSE_ID / "inbound").glob(f"ada+{NAME}+*")
    assert (handed_in / f"{NAME}.ipynb").read_bytes() == (class_.home("ada") / NAME / f"{NAME}.ipynb").read_bytes()


def codes() -> dict[str, str]:
    """What a student who knows everything writes into each exercise."""
    return {name: code_of(solved(NAME), name) for name in classroom.COURSE.assignment(NAME).exercises()}
