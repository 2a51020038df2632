"""Things that a check needs inside the worker, beside the student's code: `worker.helpers` in a check.

They run in the worker, so a student's code could change them. No outcome rests on them: a check looks at
values that come out right only if the student's code did its work.
"""

from .curves import (
    add_gradient,
    backward_of_squares,
    backward_of_sum,
    cubic,
    parabola,
    polynomial,
    quadratic,
    quadratic_of_all,
    seen_by_autograd,
)
from .items import fit_quietly, generator, kinds_of, listed
from .loaders import DIGITS, Loader, batches, digit_files, inputs_of, path
from .models import can_be_trained, linear_function, linear_model, lopsided_loss, lopsided_metric, recorded_metric

__all__ = [
    "DIGITS",
    "Loader",
    "add_gradient",
    "backward_of_squares",
    "backward_of_sum",
    "batches",
    "can_be_trained",
    "cubic",
    "digit_files",
    "fit_quietly",
    "generator",
    "inputs_of",
    "kinds_of",
    "linear_function",
    "linear_model",
    "listed",
    "lopsided_loss",
    "lopsided_metric",
    "parabola",
    "path",
    "polynomial",
    "quadratic",
    "quadratic_of_all",
    "recorded_metric",
    "seen_by_autograd",
]
