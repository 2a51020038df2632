"""Written answers: given out, written, handed in, graded by hand in formgrader, and read again by the student."""

from collections.abc import Callable

import pytest
from browser.formgrader import Formgrader
from browser.lab import Assignments, Lab, Notebook
from browser.servers import Class
from browser.shots import shot

pytestmark = pytest.mark.browser

NAME = "08_data_ethics"
WRITTEN = "answer_who_wrote_these_digits"
ANSWER = "The *editors* who never sent a digit: nobody asked them, so their 7s with a bar are read as 1s."
COMMENT = "Good. Who could have found out, and when?"


def test_from_releasing_to_reading_feedback(class_: Class, lab_of: Callable[[str], Lab]) -> None:
    from playwright.sync_api import expect

    formgrader = Formgrader(lab_of("instructor"))
    formgrader.assignments()
    formgrader.pressed(formgrader.assignment(NAME), "assign")
    formgrader.pressed(formgrader.assignment(NAME), "release")

    lab = lab_of("ada")
    assignments = Assignments(lab).open()
    assignments.row("released", NAME).get_by_role("button", name="Fetch").click()
    expect(assignments.row("fetched", NAME)).to_be_visible()
    notebook = Notebook(lab, f"{NAME}/{NAME}.ipynb")
    notebook.write(WRITTEN, ANSWER)
    expect(notebook.render(WRITTEN)).to_contain_text("The editors who never")
    shot(lab.page, "written-answer")
    notebook.write("q_proxy", 'q_proxy = "b"')
    notebook.save()
    said = notebook.validate()
    shot(lab.page, "validate-written")
    assert said.count("You did not provide a response.") == 4  # of five texts
    lab.accept()
    assignments = Assignments(lab).open()
    assignments.row("fetched", NAME).get_by_role("button", name="Submit").click()
    expect(assignments.row("submitted", NAME)).to_be_visible()

    formgrader.assignments()
    formgrader.pressed(formgrader.assignment(NAME), "collect")
    formgrader.submissions(NAME)
    formgrader.pressed(formgrader.submission("ada"), "autograde")
    row = formgrader.submission("ada").inner_text()
    assert "needs manual grading" in row and "1 / 15" in row
    formgrader.open(NAME, "ada")
    formgrader.give(WRITTEN, 2, COMMENT)
    formgrader.show(WRITTEN)
    shot(formgrader.page, "formgrader-by-hand")
    formgrader.table_of(NAME)
    scores = formgrader.graded("ada").inner_text().split("\t")
    assert [score.strip() for score in scores[2:5]] == ["3 / 15", "1 / 3", "2 / 12"]  # overall, code, written
    formgrader.assignments()
    formgrader.pressed(formgrader.assignment(NAME), "generate-feedback")
    formgrader.pressed(formgrader.assignment(NAME), "release-feedback")

    assignments.refresh()
    assignments.row("submitted", NAME).get_by_role("button", name="Fetch Feedback").click()
    assignments.row("submitted", NAME).get_by_text("view feedback").click()
    shot(lab.page, "feedback-fetched")
    (fetched,) = (class_.home("ada") / NAME / "feedback").glob("*/*.html")
    lab.open(str(fetched.relative_to(class_.home("ada"))))
    page = lab.page.frame_locator(".jp-HTMLViewer iframe")
    expect(page.locator("body")).to_contain_text(COMMENT)
    shot(lab.page, "feedback-in-jupyterlab")
    lab.page.goto(fetched.as_uri())
    shot(lab.page, "feedback", whole=True)
