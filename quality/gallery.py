"""The pictures of the feedback: those of the commonest wrong solutions, in build/pictures/, and a page of all of them.

    PYTHONPATH=tests:. .venv/bin/python quality/gallery.py [EXERCISE…] [--all]

Each is drawn as a student gets it: the wrong solution is graded in the sandbox, in the notebook with the other solutions.
"""

import argparse
import html
import select
from pathlib import Path
from typing import Any

import classroom

from autograder.authoring.variants import Variant
from autograder.judge.apart import MAX_REPORT, STEP_SECONDS
from autograder.judge.job import Job
from autograder.judge.judge import Judge
from autograder.judge.plugin import PICTURE, CheckCell
from autograder.judge.run import Run
from autograder.judge.session import Session
from autograder.notebooks.cells import exercise_and_part
from autograder.results.report import CheckResult, Report
from autograder.workers.line import Line

FOLDER = Path("build/pictures")
SEED = 20
_STYLE = "body {font: 14px sans-serif; display: flex; flex-wrap: wrap} div {width: 390px; margin: 12px} img {max-width: 100%}"


COMMONEST = {
    "BasicOptim": "no_learning_rate",
    "baseline_accuracy": "sevens_not_inverted",
    "batch_accuracy": "half_on_raw",
    "black_and_white": "turned_round",
    "calc_grad": "labels_exchanged",
    "crop": "ends_included",
    "fit": "never_cleared",
    "gradient_at": "downhill",
    "init_params": "std_ignored",
    "is_3": "no_abs",
    "l1_distance": "no_abs",
    "linear1": "no_bias",
    "make_batches": "last_dropped",
    "mean_digit": "sum",
    "mnist_loss": "no_sigmoid",
    "mse": "root",
    "rmse_distance": "no_root",
    "sgd_step": "uphill",
    "sigmoid": "wrong_sign",
    "simple_net": "no_relu",
    "slope_at": "returns_the_value",
    "slope_by_differences": "not_divided",
    "slopes_at": "not_cleared",
    "split_indices": "not_shuffled",
    "stack_digits": "not_divided",
    "to_vectors": "columns_first",
    "train_epoch": "no_zeroing",
    "train_model": "begins_untrained",
    "validate_epoch": "share_of_pictures",
}
"""The wrong solution of each exercise that students most often write, as far as anybody knows, and that can be seen."""


class _OfOne(Run):
    """A run that asks about one exercise only, and not about what is trained unless that is `wanted`."""

    exercise = ""
    trained = False

    def check(self, grade_id: str, check_cell: CheckCell) -> list[CheckResult]:
        exercise, part = exercise_and_part(grade_id)
        is_asked = exercise == self.exercise and (self.trained or part != "accuracy")
        return super().check(grade_id, check_cell) if is_asked else []


def with_pictures() -> list[str]:
    """The exercises whose check files draw."""
    files = {path.stem: path.read_text() for path in sorted(classroom.CHECKS.glob("*.py"))}
    return [name for name, text in files.items() if f"\ndef {PICTURE}" in text or "with with_picture(" in text]


def trains(exercise: str) -> bool:
    """Whether its picture is one of what is trained."""
    return f"\ndef {PICTURE}" not in (classroom.CHECKS / f"{exercise}.py").read_text()


def start(judge: Judge, variant: Variant, seed: int = SEED) -> Job:
    """Begin to grade a wrong solution; `found` reads what came of it."""
    assignment = classroom.COURSE.assignment(classroom.assignment_of(variant.exercise))
    notebook = classroom.with_code(classroom.solved(assignment.name), variant.exercise, variant.code)

    def work(line: Line, session: Session) -> dict[str, Any]:
        report = Report(variant.name, assignment.name, f"{assignment.name}.ipynb", seed, judge.device, judge.sandbox)
        run = _OfOne(line, notebook, assignment, report)
        run.exercise, run.trained = variant.exercise, trains(variant.exercise)
        run.go(session)
        return {"checks": [check.as_dict() for check in report.checks_of(variant.exercise)]}

    return judge.start(assignment, work, MAX_REPORT)


def found(job: Job) -> list[CheckResult]:
    """The results of the checks, once they are there."""
    while not job.look():
        select.select([job], [], [], STEP_SECONDS)
    return [CheckResult.of_dict(check) for check in job.result()["checks"]]


def solutions(exercise: str, all_of_them: bool) -> list[Variant]:
    """The commonest wrong solution of an exercise, or all that there are."""
    wrong = [variant for variant in classroom.variants("wrong") if variant.exercise == exercise]
    return wrong if all_of_them else [variant for variant in wrong if variant.name == COMMONEST[exercise]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exercise", nargs="*", help="all that have pictures, if none is named")
    parser.add_argument("--all", action="store_true", help="all wrong solutions, not only the commonest of each exercise")
    asked = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    shown = []
    with Judge(classroom.COURSE, device="cpu") as judge:
        for exercise in asked.exercise or with_pictures():
            wrong, pictures = solutions(exercise, asked.all), 0
            for variant in wrong:
                for check in found(start(judge, variant)):
                    if check.picture is None:
                        continue
                    pictures += 1
                    file = FOLDER / f"{exercise}-{variant.name}.png"
                    file.write_bytes(check.picture)
                    print(f"{file}: {len(check.picture):,} bytes. {check.alt}")
                    message, alt = html.escape(check.message), html.escape(check.alt)
                    shown.append(f"<div><h2>{file.stem}</h2><p>{message}</p><img src='{file.name}'><p><i>{alt}</i></p></div>")
            print(f"{exercise}: {pictures} pictures of {len(wrong)} wrong solutions", flush=True)
    (FOLDER / "index.html").write_text(f"<meta charset=utf-8><style>{_STYLE}</style>" + "\n".join(shown))


if __name__ == "__main__":
    main()
