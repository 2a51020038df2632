"""What a check is written with: expectations, handles to the student's objects, marks, and drawing inputs.

A check imports from here, and needs nothing else of the engine: docs/authoring.md.
"""

from autograder.checking.drawing import all_apart, apart, tries
from autograder.checking.expect import (
    Unexpected,
    described,
    expect,
    expect_array,
    expect_choice,
    expect_close,
    expect_dtype,
    expect_equal,
    expect_list,
    expect_number,
    expect_object,
    expect_shape,
    expect_tensor,
    expect_unchanged,
    with_picture,
)
from autograder.checking.frames import expect_frame, expect_series
from autograder.checking.handles import Handle, StudentError, WorkerHandle
from autograder.checking.marks import cpu_seconds, manner, part
from autograder.checking.noted import note_choice, note_curve
from autograder.checking.pictures import (
    GREY,
    RIGHT,
    YOURS,
    Picture,
    as_picture,
    blank,
    curves,
    drawable,
    in_brief,
    learning_curve,
    pictures_beside_each_other,
    spread,
    steps_on_a_curve,
    table_of_mistakes,
)

__all__ = [
    "GREY",
    "RIGHT",
    "YOURS",
    "Handle",
    "Picture",
    "StudentError",
    "Unexpected",
    "WorkerHandle",
    "all_apart",
    "apart",
    "as_picture",
    "blank",
    "cpu_seconds",
    "curves",
    "described",
    "drawable",
    "expect",
    "expect_array",
    "expect_choice",
    "expect_close",
    "expect_dtype",
    "expect_equal",
    "expect_frame",
    "expect_list",
    "expect_number",
    "expect_object",
    "expect_series",
    "expect_shape",
    "expect_tensor",
    "expect_unchanged",
    "in_brief",
    "learning_curve",
    "manner",
    "note_choice",
    "note_curve",
    "part",
    "pictures_beside_each_other",
    "spread",
    "steps_on_a_curve",
    "table_of_mistakes",
    "tries",
    "with_picture",
]
