"""nbgrader with the judge in its documented lists of steps, one step a file. In a course's `nbgrader_config.py`:

from autograder import grade_with_the_judge
grade_with_the_judge(c)

and beside it a `nbgrader_config.json`, which keeps a fault in that file from switching the judge off (`in_force`).
"""

from typing import Any

from autograder.front.nbgrader.in_force import leave_out_the_working_folder

leave_out_the_working_folder()  # before what is imported from elsewhere

from autograder.front.nbgrader import interrupted

interrupted.nothing_to_lose()  # before what takes a while to import

from nbconvert.preprocessors import ClearMetadataPreprocessor
from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    IgnorePattern,
    LimitOutput,
    OverwriteKernelspec,
)

from autograder.front.nbgrader import gradebook
from autograder.front.nbgrader.at_once import OverwriteKnown, SaveScores
from autograder.front.nbgrader.clean_log import clean_the_command
from autograder.front.nbgrader.for_students import ForStudents
from autograder.front.nbgrader.judge_step import JudgeStep
from autograder.front.nbgrader.known_grades import KnownGrades
from autograder.front.nbgrader.mend_cells import MendCells
from autograder.front.nbgrader.nothing_there import tell_the_command
from autograder.front.nbgrader.record_outcomes import RecordOutcomes

__all__ = ["AUTOGRADE", "FEEDBACK", "SANITIZE", "grade_with_the_judge"]

# MendCells before nbgrader's own steps, which stumble over what it mends.
SANITIZE = [ClearOutput, MendCells, DeduplicateIds, OverwriteKernelspec, OverwriteKnown, CheckCellMetadata]
# JudgeStep in the place of nbgrader's Execute, SaveScores in that of SaveAutoGrades; RecordOutcomes when the scores are there.
AUTOGRADE = [
    JudgeStep,
    IgnorePattern,
    ClearMetadataPreprocessor,
    LimitOutput,
    SaveScores,
    RecordOutcomes,
    AssignLatePenalties,
    CheckCellMetadata,
]


# ForStudents after the comments are in the notebook, and before it becomes a page.
FEEDBACK = [KnownGrades, ForStudents]


def grade_with_the_judge(c: Any) -> None:
    """Put the judge into nbgrader's lists: `c` is the config object of an nbgrader_config.py."""
    clean_the_command()
    gradebook.tell_the_command()
    tell_the_command()
    # The whole lists, since nbgrader reads its config twice and an insert() would put a step in twice.
    c.Autograde.sanitize_preprocessors = SANITIZE
    c.Autograde.autograde_preprocessors = AUTOGRADE
    c.GenerateFeedback.preprocessors = FEEDBACK
    c.Autograde.exporter_class = "autograder.front.nbgrader.exporter.PatientExporter"
    c.GenerateAssignment.exporter_class = "autograder.front.nbgrader.looking.LookingExporter"
    c.GenerateFeedback.exporter_class = "autograder.front.nbgrader.pages.FeedbackExporter"
    c.ExchangeFactory.release_feedback = "autograder.front.nbgrader.release.ReleaseFeedback"
    c.ExportApp.plugin_class = "autograder.front.nbgrader.export.CsvExport"
    # Formgrader's exporter; feedback has one of its own.
    c.HTMLExporter.preprocessors = ["autograder.front.nbgrader.pages.PlainNotebook"]
    c.HTMLExporter.filters = {
        "markdown2html": "autograder.front.nbgrader.pages.markdown2html",
        "highlight_code": "autograder.pages.notebook.highlighted.highlight_code",
        "strip_files_prefix": "autograder.front.nbgrader.pages.unchanged",
        "clean_html": "autograder.text.html.html_of_student",
    }
