"""JupyterLab as its user sees it: a notebook's cells, nbgrader's list of assignments, and its button Validate."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

from autograder.notebooks.cells import grade_id_of

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


class Lab:
    """A page with somebody's JupyterLab in it, and `home`, the folder that it shows."""

    def __init__(self, page: "Page", address: str, home: Path) -> None:
        self.page, self.address, self.home = page, address, home

    def open(self, path: str = "") -> None:
        """Load JupyterLab, with the file at `path` below home in it; without one, as on the first day, with no tabs from before."""
        self.page.goto(f"{self.address}/lab/tree/{path}" if path else f"{self.address}/lab?reset")
        self.page.locator("#jupyterlab-splash").wait_for(state="detached")
        self.page.locator("#jp-top-bar, #jp-top-panel, #jp-MainMenu").first.wait_for()

    def menu(self, *labels: str) -> None:
        """Choose what these labels name, from the bar at the top down."""
        for label in labels:
            self.page.get_by_role("menuitem", name=label, exact=False).first.click()

    def dialog(self) -> "Locator":
        """The dialog that is open."""
        return self.page.locator(".jp-Dialog")

    def accept(self) -> None:
        """Press the dialog's right button, and wait until it is gone."""
        self.dialog().locator("button.jp-mod-accept").click()
        self.dialog().wait_for(state="detached")


class Assignments:
    """nbgrader's Assignment List."""

    def __init__(self, lab: Lab) -> None:
        self.lab, self.panel = lab, lab.page.locator("#nbgrader-assignment-list")

    def open(self) -> "Assignments":
        self.lab.menu("Nbgrader", "Assignment List")
        self.panel.locator("#released_assignments_list_loading").wait_for(state="hidden")
        return self

    def row(self, which: str, assignment: str) -> "Locator":
        """The row of an assignment among those that are released, fetched or submitted."""
        rows = self.panel.locator(f"#{which}_assignments_list > .list_item")
        return rows.filter(has_text=assignment)

    def refresh(self) -> None:
        self.panel.locator("#refresh_assignments_list").click()


class Notebook:
    """An open notebook, whose cells are called by their grade_id."""

    def __init__(self, lab: Lab, path: str) -> None:
        self.lab, self.path = lab, lab.home / path
        lab.open(path)
        self.panel = lab.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        cells = nbformat.read(self.path, as_version=4).cells
        self.places = {name: at for at, cell in enumerate(cells) if (name := grade_id_of(cell))}
        self._ready()

    def _ready(self) -> None:
        self.panel.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()

    def cell(self, grade_id: str) -> "Locator":
        """The cell of this name, scrolled to."""
        found = self.panel.locator(".jp-Notebook .jp-Cell").nth(self.places[grade_id])
        found.scroll_into_view_if_needed()
        return found

    def write(self, grade_id: str, text: str) -> None:
        """Write `text` over what stands in the cell, as by typing it."""
        cell = self.cell(grade_id)
        if "jp-MarkdownCell" in (cell.get_attribute("class") or ""):
            cell.locator(".jp-MarkdownOutput").dblclick()
        cell.locator(".cm-content").click()
        self.lab.page.keyboard.press("Control+a")
        self.lab.page.keyboard.insert_text(text)

    def run(self, grade_id: str) -> "Locator":
        """Run the cell, wait until it is done, and return its outputs."""
        cell = self.cell(grade_id)
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.inner_text()
        cell.locator(".cm-content").click()
        self.lab.page.keyboard.press("Control+Enter")
        self.lab.page.wait_for_function(
            "([prompt, before]) => /\\d/.test(prompt.innerText) && prompt.innerText !== before",
            arg=[prompt.element_handle(), before],
        )
        return cell.locator(".jp-OutputArea")

    def render(self, grade_id: str) -> "Locator":
        """Leave a cell of text, and return what it shows."""
        cell = self.cell(grade_id)
        self.lab.page.keyboard.press("Control+Enter")
        return cell.locator(".jp-MarkdownOutput")

    def run_up_to(self, grade_id: str) -> None:
        """Menu Run, Run All Above Selected Cell."""
        self.cell(grade_id).locator(".jp-InputPrompt").click()
        self.lab.menu("Run", "Run All Above Selected Cell")
        self._ready()

    def save(self) -> None:
        """Save, and wait until the file is written."""
        self.lab.page.keyboard.press("Control+s")
        self.lab.page.locator("#jp-main-dock-panel .lm-TabBar-tab.lm-mod-current:not(.jp-mod-dirty)").first.wait_for()

    def validate(self) -> str:
        """Press Validate; the dialog stays open, and what it says is returned."""
        self.panel.locator(".jp-NotebookPanel-toolbar").get_by_text(re.compile("^Validate$")).click()
        results = self.lab.dialog().filter(has_text="Validation Results")
        results.wait_for()
        said: str = results.inner_text()
        return said
