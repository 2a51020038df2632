"""What is said of a picture to somebody who can't see it: `source/pictures.py`."""

import importlib
import re
import sys
from typing import Any

import classroom
import pytest
import torch


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The course's pictures, which show nothing here; `pictures.told` has what was said of them."""
    import matplotlib

    matplotlib.use("agg")
    monkeypatch.setattr(sys, "path", [str(classroom.COURSE.source), *sys.path])
    module = importlib.reload(importlib.import_module("pictures"))
    module.told = []  # type: ignore[attr-defined]
    module.shown = []  # type: ignore[attr-defined]

    def show(fig: Any, alt: str) -> None:
        module.told.append(alt)
        module.shown.append(module._with_words(fig, alt))
        module.plt.close(fig)

    module.show = show  # type: ignore[attr-defined]
    return module


def test_digits_are_told_with_their_titles(pictures: Any) -> None:
    pictures.show_digits(torch.zeros(2, 28, 28), titles=["a 3, called\n97 % 7", "<7>"], title="Most sure, and wrong")
    assert pictures.told == ["Most sure, and wrong. 2 digits in dark ink on white: a 3, called 97 % 7; <7>."]
    assert (
        '<img alt="Most sure, and wrong. 2 digits in dark ink on white: a 3, called 97 % 7; &lt;7&gt;."'
        in pictures.shown[0]["text/html"]
    )
    assert pictures.shown[0]["image/png"] in pictures.shown[0]["text/html"]


def test_titles_that_are_alike_are_counted(pictures: Any) -> None:
    pictures.show_digits(torch.zeros(4, 28, 28), titles=["label 1", "label 1", "label 0", "label 1"])
    assert pictures.told == ["4 digits in dark ink on white: 2 times label 1; label 0; label 1."]


def test_weights_are_told_by_their_extremes_and_stand_beside_each_other(pictures: Any) -> None:
    before = torch.zeros(784)
    before[3 * 28 + 5], before[27 * 28] = 2.0, -0.5
    pictures.show_weights({"before": before, "after": -before})
    (told,) = pictures.told
    assert "before: largest 2 in row 3, column 5, smallest -0.5 in row 27, column 0" in told
    assert "after: largest 0.5 in row 27, column 0, smallest -2 in row 3, column 5" in told
    with pytest.raises(ValueError, match=r"784.*\(3,\)"):
        pictures.show_weights({"before": before, "after": torch.zeros(3)})
    assert not pictures.plt.get_fignums(), "none is left open, to be drawn into by the next cell"


def test_a_curve_is_told_by_its_extremes_and_its_tangent(pictures: Any) -> None:
    pictures.plot_function(lambda w: w**2, -2, 1, slope_at=-1.5)
    (told,) = pictures.told
    assert re.fullmatch(
        r"A curve, loss over w from -2 to 1: lowest 0\.00 at -?0\.0., highest 4\.00 at -2\.00\. "
        r"Its tangent at -1\.5 has the slope -3\.",
        told,
    )


def test_a_training_is_told_from_its_first_epoch_to_its_last(pictures: Any) -> None:
    pictures.plot_history([0.5, 0.1, 0.2], [0.5, 0.9, 0.875])
    assert pictures.told == [
        "Loss after epoch 1: 0.5000, after epoch 3: 0.2000; lowest 0.1000, highest 0.5000. "
        "Accuracy after epoch 1: 0.5000, after epoch 3: 0.8750; lowest 0.5000, highest 0.9000."
    ]


def test_steps_and_fits_are_told(pictures: Any) -> None:
    pictures.plot_descents(lambda w: w**2, {"lr = 0.3": [2.0, 0.8]})
    pictures.plot_fits(torch.arange(3.0), torch.arange(3.0), {"before": torch.zeros(3)})
    assert pictures.told[0].endswith("lr = 0.3: w goes from 2.00 to 0.80 in 1 step.")
    assert pictures.told[1] == "3 measured points, and curves: before, off by 1 on average."


def test_the_ladder_grows_and_knows_what_this_notebook_reached(pictures: Any) -> None:
    pictures.show_ladder("comparing with the mean digits", torch.tensor(0.9511))
    pictures.show_ladder("nn.Linear with BasicOptim", 0.978)
    assert "linear" not in pictures.told[0]
    assert pictures.told[1] == (
        "The ladder of accuracies so far. comparing with the mean digits: 0.9511 in the book, yours 0.9511; "
        "linear model from scratch: 0.9696 in the book; nn.Linear with BasicOptim: 0.9785 in the book, yours 0.9780."
    )


def test_the_ladder_has_the_books_numbers_that_the_notebooks_name(pictures: Any) -> None:
    text = "\n".join(cell.source for name in classroom.COURSE.names() for cell in classroom.solved(name).cells)
    for model, accuracy in pictures.LADDER.items():
        assert re.search(rf"\b{accuracy:.4g}\b", text), model
        assert text.count(f'pictures.show_ladder("{model}"') == 1, model
