"""What a course has of the scaffold's own words still, and what is unusual: said, and no fault, since it grades as it is."""

from autograder.authoring import skeletons
from autograder.authoring.of_cells import named
from autograder.notebooks import check_file
from autograder.notebooks.course import Assignment, Course
from autograder.notebooks.rules import Fault
from autograder.notebooks.settings import CourseError
from autograder.text.listing import listed


def notes(course: Course, names: list[str]) -> list[Fault]:
    """What is left to do in the assignments `names`, in the words of a fault."""
    found: list[Fault] = []
    for name in names:
        notebooks = course.notebooks(name)
        for notebook in notebooks:
            assignment = course.assignment(name, notebook)
            if len(notebooks) == 1 and notebook != name and course.settings.checks is not None:
                what = f"the only notebook of an assignment is called as its folder is: {name}.ipynb."
                found.append(Fault(assignment.path, "", what, "Call one as the other."))
            found += _of_words(assignment)
    return found


def _of_words(assignment: Assignment) -> list[Fault]:
    try:
        cells = [named(cell) for cell in assignment.notebook.cells if _has_any(str(cell.source))]
    except CourseError:
        return []  # said when it is read
    found = []
    mend = "Write your own over it."
    if cells:
        which = listed([f"`{name}`" for name in cells])
        what = f"the scaffold's own words are still there, in the cell{'s' * (len(cells) > 1)} {which}."
        found.append(Fault(assignment.path, "", what, mend))
    for exercise in assignment.exercises():
        file = assignment.check_file(exercise)
        if (
            file is not None
            and file.exists()
            and not check_file.read(file).syntax_error
            and _has_any(file.read_text(encoding="utf-8"))
        ):
            found.append(Fault(file, "", "the scaffold's own words are still there.", mend))
    return found


def _has_any(text: str) -> bool:
    return any(words in text for words in skeletons.TO_WRITE_OVER)
