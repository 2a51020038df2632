"""Submissions graded on this machine, one or several at a time."""

from collections.abc import Callable, Iterator, Sequence

from autograder.backends.task import Task
from autograder.judge.grading import Grading, finished
from autograder.judge.judge import Judge
from autograder.judge.submission import Submission
from autograder.notebooks.course import Course
from autograder.results.report import Report
from autograder.workers.files import Beside


def grade_all(
    course: Course,
    tasks: Sequence[Task],
    jobs: int,
    device: str,
    seed: int | None,
    sandbox: bool,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Report]:
    """The report of each task, in their order. `seed` is every submission's seed; None gives each its own.

    When `stop` says True, what is being graded is given up; what is finished is still given, and then KeyboardInterrupt is
    raised. Raises SandboxError when the sandbox can't be had here, and CourseError for an assignment that can't be graded.
    """
    running: list[Grading] = []
    number: dict[Grading, int] = {}
    reports: dict[int, Report] = {}
    given = 0
    with Judge(course, device, sandbox, stop=stop, jobs=jobs) as judge:
        try:
            waiting = iter(enumerate(tasks))
            while given < len(tasks):
                while len(running) < jobs and (task := next(waiting, None)) is not None:
                    grading = Grading(judge, _submission(judge, task[1], seed))
                    number[grading] = task[0]
                    running.append(grading)
                reports |= {number[grading]: report for grading, report in finished(running, stop)}
                while given in reports:
                    given += 1
                    yield reports[given - 1]
        except KeyboardInterrupt:
            yield from (reports[i] for i in sorted(reports) if i >= given)
            raise
        finally:
            for grading in running:
                grading.kill()


def _submission(judge: Judge, task: Task, seed: int | None) -> Submission:
    assignment = judge.course.assignment(task.assignment, task.notebook)
    top = task.top if task.has_folder else None
    return Submission(
        task.path,
        assignment,
        task.student,
        judge.seed(seed),
        top=task.top,
        notes=tuple(task.notes),
        instead=task.instead,
        beside=Beside(task.path.parent, top) if top is not None else None,
    )
