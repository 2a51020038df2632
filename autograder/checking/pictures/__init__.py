"""Pictures for the feedback, where looking says it faster than a sentence: PNG files as bytes, and what they show in words.

They show what the student's code gave, beside what everybody may know: never a hidden input or a hidden answer. `picture` says
what a picture is; the other files draw, and in each of them the student's is blue.
"""

from autograder.checking.pictures.curves import curves, learning_curve, spread, steps_on_a_curve
from autograder.checking.pictures.grids import pictures_beside_each_other, table_of_mistakes
from autograder.checking.pictures.picture import (
    GREY,
    RIGHT,
    YOURS,
    Picture,
    as_picture,
    blank,
    drawable,
    drawn,
    in_brief,
    warm_up,
)

__all__ = [
    "GREY",
    "RIGHT",
    "YOURS",
    "Picture",
    "as_picture",
    "blank",
    "curves",
    "drawable",
    "drawn",
    "in_brief",
    "learning_curve",
    "pictures_beside_each_other",
    "spread",
    "steps_on_a_curve",
    "table_of_mistakes",
    "warm_up",
]
