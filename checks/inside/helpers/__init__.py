"""Things that a check needs inside the worker, beside the student's code: `worker.helpers` in a check.

They run in the worker, so a student's code could change them. An outcome may rest on them only where the check is marked
`@manner`: it asks how something was done, and a forged helper can answer that. Every other check computes on the judge's side
what must come out, from inputs that no helper can foresee; whoever makes that come out has written the right function, in
whatever place. tests/test_forger.py plays a student who changes all of them. No label of a held-out picture is here.
"""

from .curves import (
    add_gradient,
    add_gradients,
    backward_of_squares,
    backward_of_sum,
    cubic,
    line_through_0,
    parabola,
    polynomial,
    quadratic,
    quadratic_of_all,
    recorded_line,
    seen_by_autograd,
    weighted_sum,
)
from .items import fit_quietly, generator, kinds_of, listed
from .loaders import DIGITS, Loader, batches, digit_files, inputs_of, path
from .models import (
    can_be_trained,
    linear_function,
    linear_in_parts,
    linear_model,
    lopsided_loss,
    lopsided_metric,
    recorded_metric,
)

__all__ = [
    "DIGITS",
    "Loader",
    "add_gradient",
    "add_gradients",
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
    "line_through_0",
    "linear_function",
    "linear_in_parts",
    "linear_model",
    "listed",
    "lopsided_loss",
    "lopsided_metric",
    "parabola",
    "path",
    "polynomial",
    "quadratic",
    "quadratic_of_all",
    "recorded_line",
    "recorded_metric",
    "seen_by_autograd",
    "weighted_sum",
]
