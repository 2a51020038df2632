"""nbgrader's formgrader as the instructor sees it: the table of assignments, a class's submissions, and one notebook with its scores."""

from typing import TYPE_CHECKING

from browser.lab import Lab

if TYPE_CHECKING:
    from playwright.sync_api import Locator


class Formgrader:
    """Formgrader in the instructor's page: in JupyterLab's own tab it is the same pages in a frame."""

    def __init__(self, lab: Lab) -> None:
        self.lab, self.page = lab, lab.page

    def _go(self, path: str) -> None:
        self.page.goto(f"{self.lab.address}/formgrader/{path}")

    def _is_there(self, row: "Locator") -> "Locator":
        row.wait_for()
        return row

    def assignments(self) -> None:
        """Manage Assignments."""
        self._go("manage_assignments")

    def assignment(self, name: str) -> "Locator":
        """The row of an assignment there."""
        return self._is_there(self.page.locator("#main-table tr").filter(has=self.page.get_by_text(name, exact=True)))

    def submissions(self, assignment: str) -> None:
        """The students' hand-ins of an assignment."""
        self._go(f"manage_submissions/{assignment}")

    def submission(self, student: str) -> "Locator":
        """The row of a student there."""
        ids = self.page.locator(".student-id").get_by_text(student, exact=True)
        return self._is_there(self.page.locator("#main-table tr").filter(has=ids))

    def press(self, row: "Locator", button: str) -> str:
        """Press one of a row's buttons, by its column's class; returns what the dialog says, which stays open."""
        row.locator(f".{button} a").click()
        dialog = self.page.locator(".modal.in")
        dialog.locator(".modal-footer button").wait_for()
        said: str = dialog.inner_text()
        return said

    def close(self) -> None:
        """Close the dialog."""
        dialog = self.page.locator(".modal.in")
        dialog.locator(".modal-footer button").click()
        self.page.locator(".modal-backdrop").wait_for(state="detached")

    def pressed(self, row: "Locator", button: str) -> str:
        """Press a button, see that it went well, and close the dialog; returns what it said."""
        said = self.press(row, button)
        assert "\nSuccess" in said.partition("Log Output")[0], said
        self.close()
        return said

    def table_of(self, assignment: str) -> None:
        """Manual Grading: the table of an assignment's submissions, with their names."""
        self._go(f"gradebook/{assignment}/{assignment}")
        self.page.locator("#main-table a.name-hidden").first.wait_for()  # a name that comes later stays hidden
        self.page.get_by_role("button", name="Show All Names").click()

    def graded(self, student: str) -> "Locator":
        """The row of a student in that table."""
        names = self.page.locator("a.name-shown").get_by_text(student, exact=True)
        return self._is_there(self.page.locator("#main-table tr").filter(has=names))

    def open(self, assignment: str, student: str) -> None:
        """A student's notebook, with scores and comments."""
        self.table_of(assignment)
        self.graded(student).locator("a.name-shown").click()
        self.page.locator("#notebook-container").first.wait_for()
        self.page.wait_for_function("formgrader.grades && formgrader.grades.loaded && formgrader.comments.loaded")

    def cell(self, grade_id: str) -> "Locator":
        """The panel of a cell there."""
        return self.page.locator(".nbgrader_cell").filter(has=self.page.locator(f"[id='{grade_id}'], [id='{grade_id}-comment']"))

    def show(self, grade_id: str) -> None:
        """Scroll so that the cell stands below the bar at the top, once formgrader has done its own scrolling."""
        self.page.wait_for_function("!$('body, html').is(':animated')")
        self.cell(grade_id).evaluate("cell => { cell.scrollIntoView(); window.scrollBy(0, -200); }")

    def score(self, grade_id: str) -> str:
        """What stands in the box of a cell's score, typed or by itself."""
        box = self.cell(grade_id).locator("input.score")
        return box.input_value() or box.get_attribute("placeholder") or ""

    def comment(self, grade_id: str) -> str:
        """What the box of comments shows by itself."""
        return self.cell(grade_id).locator("textarea.comment").get_attribute("placeholder") or ""

    def give(self, grade_id: str, score: float, comment: str) -> None:
        """Give a score by hand, with a comment, and see both saved."""
        cell = self.cell(grade_id)
        for box, text in ((cell.locator("input.score"), f"{score:g}"), (cell.locator("textarea.comment"), comment)):
            box.fill(text)
            with self.page.expect_response(lambda answer: answer.request.method == "PUT" and answer.ok):
                box.blur()
