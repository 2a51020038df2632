"""What the pictures of several exercises have in common. All of them are of public inputs: the digits of MNIST, and curves that
stand here. Each gives None where what came back is right, since then there is nothing to see.
"""

from types import SimpleNamespace

import torch

from autograder.checking import (
    GREY,
    RIGHT,
    YOURS,
    as_picture,
    blank,
    curves,
    drawable,
    in_brief,
    pictures_beside_each_other,
    steps_on_a_curve,
)


def close(found, right, atol=1e-3):
    """Whether what came back is right."""
    numbers, wanted = (drawable(value, most=100_000) for value in (found, right))
    return numbers.shape == wanted.shape and bool(abs(numbers - wanted).max() <= atol)


def a_3_and_a_7(digits: SimpleNamespace) -> tuple[torch.Tensor, torch.Tensor]:
    """The first 3 and the first 7 of those that are held out."""
    return digits.valid_threes[0], digits.valid_sevens[0]


def a_distance(found, right, digits, made_of, how):
    """Two pictures, their differences, and the student's distance. `made_of` says what is right, and `how` in a word or two."""
    a, b = a_3_and_a_7(digits)
    yours = drawable(found)
    if yours.size == 1 and close(yours.reshape(()), right):
        return None
    told = in_brief(yours.flat[0]) if yours.size == 1 else f"{yours.size} numbers"
    difference = f"a - b\nyours: {told}\n{how}: {in_brief(right)}"
    alt = (
        f"A 3, a 7, and the differences of their pixels: blue below 0, orange above. Your distance is {told}; {made_of} is "
        f"{in_brief(right)}."
    )
    return pictures_beside_each_other({"a": a, "b": b, difference: a - b}, alt, signed=[difference])


def a_slope(found, right, points):
    """The parabola x**2 / 2, and a line with the slope that was found, through the first of `points` (xs, ys)."""
    if close(found, right, 0.05):
        return None
    xs, near, (x, y) = torch.linspace(-1, 3, 81), torch.tensor([-1.0, 3.0]), (points[0][0], points[1][0])
    lines = {"": (xs, xs**2 / 2)}
    for name, slope in ((f"slope {in_brief(right)}", right), (f"yours: {in_brief(found)}", found)):
        lines[name] = (near, y + slope * (near - x))
    told = f"your slope, {in_brief(found)}; it should be {in_brief(right)}"
    alt = f"A parabola, and through its point ({x:g}, {y:g}) a line with {told}."
    return curves(lines, "x", "f(x)", alt, ylim=(-1.6, 4.6), points={"": points})


def down_a_parabola(places, lr):
    """The steps of gradient descent on w**2, from 2."""
    wanted = [2.0 * (1 - 2 * lr) ** i for i in range(6)]
    return down_a_bowl(places, wanted, lambda w: w * w, (-3.0, 3.0), "parameter")


def down_a_bowl(places, wanted, loss, ends, xlabel):
    """The steps of gradient descent on the curve of `loss`, between two ends, and those of a right one."""
    if close(places, wanted):
        return None
    xs = torch.linspace(*ends, 81)
    return steps_on_a_curve((xs, loss(xs)), [(w, loss(w)) for w in places], xlabel, "loss", [(w, loss(w)) for w in wanted])


def on_a_line(rows, xlabel):
    """Numbers on a line, in rows by their names: those that came back as dots, and where they should be as circles."""
    if all(close(found, right) for found, right in rows.values()):
        return None
    figure, (axes,) = blank(4.2, 1.9)
    told = []
    for height, (name, (found, right)) in enumerate(rows.items()):
        labels = ("right", "yours") if height == 0 else (None, None)
        circle = {"color": RIGHT, "markerfacecolor": "none", "markersize": 8}
        axes.plot(right, [-height - 0.14] * len(right), "o", label=labels[0], **circle)
        axes.plot(found, [-height + 0.14] * len(found), "o", color=YOURS, markersize=5, label=labels[1])
        told.append(f"for {name} yours are from {_range(found)}, and should be from {_range(right)}")
    axes.axvline(0, color=GREY, linewidth=1)
    axes.set(ylim=(0.5 - len(rows), 0.5))
    axes.set_yticks([-i for i in range(len(rows))], list(rows), fontsize=10)
    axes.set_xlabel(xlabel, fontsize=9)
    axes.legend(fontsize=9, loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False)
    return as_picture(figure, f"Numbers on a line, each a {xlabel}: {'; '.join(told)}.")


def _range(numbers):
    return f"{in_brief(numbers.min())} to {in_brief(numbers.max())}"


def some_batches(digits, n):
    """n batches of 16 3s and 16 7s, the first that there are."""
    y = torch.cat([torch.ones(16, 1), torch.zeros(16, 1)]).long()
    stacks = [torch.cat([digits.train_threes[i : i + 16], digits.train_sevens[i : i + 16]]) for i in range(0, 16 * n, 16)]
    return [(stack.view(32, 784), y) for stack in stacks]


def weights_as_pictures(found, right, what):
    """A number for each pixel, as pictures: those that came back, and those that should."""
    numbers, wanted = drawable(found, shape=(784, 1)), drawable(right)
    if close(numbers, wanted, 0.02 * abs(wanted).max()):
        return None
    most, least = in_brief(abs(numbers).max()), in_brief(abs(wanted).max())
    pictures = {f"yours\nup to {most}": numbers.reshape(28, 28), f"right\nup to {least}": wanted.reshape(28, 28)}
    alike = float((numbers * wanted).sum() / (abs(wanted) ** 2).sum())
    alt = (
        f"Your {what}, a number for each pixel, up to {most}; right ones are up to {least}. Below 0 is blue, above it orange. "
        f"Along the right ones, yours are {in_brief(alike)} times as long."
    )
    return pictures_beside_each_other(pictures, alt, signed=list(pictures), scale=float(abs(wanted).max()))


def square(corner, side):
    """A square for the square of an error."""
    from matplotlib.patches import Rectangle

    return Rectangle(corner, side, side, facecolor=RIGHT, alpha=0.3, edgecolor=RIGHT)


def framed(corner, width, height):
    """A frame round a part of a picture."""
    from matplotlib.patches import Rectangle

    return Rectangle(corner, width, height, fill=False, edgecolor=RIGHT, linewidth=1.8)


def rows_of_numbers(rows, name, of, below):
    """Numbers in boxes, row by row, as text of one line or two, and a line below them."""
    figure, (axes,) = blank(0.7 + 0.32 * max(4, max(map(len, rows))), 0.5 + 0.32 * len(rows) + 0.16 * below.count("\n"))
    for i, row in enumerate(rows):
        for j, number in enumerate(row):
            box = square((j - 0.5, i - 0.5), 1)
            box.set(facecolor="white", alpha=1, edgecolor=YOURS)
            axes.add_patch(box)
            axes.text(j, i, number, ha="center", va="center", fontsize=8 if "\n" in number else 10, linespacing=0.9)
    axes.set(xlim=(-0.6, max(4, max(map(len, rows))) - 0.4), ylim=(len(rows) - 0.4, -0.6), aspect="equal", xticks=[])
    axes.set_yticks(range(len(rows)), [f"{name} {i + 1}" for i in range(len(rows))], fontsize=9)
    axes.set_xlabel(below, fontsize=8)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    told = "; ".join(", ".join(" ".join(number.split()) for number in row) for row in rows)
    return as_picture(figure, f"{of}: yours are {told}.")


def a_strip(marks, names, of):
    """What each of some numbers is, in rows of ten boxes: by a letter, and by its colour."""
    colours = dict(zip(names, ("#ffffff", YOURS, RIGHT, "#d0d0d0"), strict=True))
    figure, (axes,) = blank(3.9, 0.5 + 0.37 * (len(marks) // 10))
    for i, mark in enumerate(marks):
        box = square((i % 10 - 0.5, i // 10 - 0.5), 1)
        box.set(facecolor=colours[mark], alpha=1, edgecolor=GREY)
        axes.add_patch(box)
        axes.text(i % 10, i // 10, str(i), ha="center", va="center", fontsize=9, color="white" if mark in "VB" else "black")
    counts = {mark: marks.count(mark) for mark in names}
    axes.set(xlim=(-0.6, 9.6), ylim=(len(marks) // 10 - 0.4, -0.6), aspect="equal", xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    told = ", ".join(f"{n} in {names[mark]}" for mark, n in counts.items() if n)
    for mark, name in names.items():
        if counts[mark]:
            axes.plot([], [], "s", color=colours[mark], markeredgecolor=GREY, label=f"{name}: {counts[mark]}")
    axes.legend(fontsize=9, loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False, handletextpad=0.1)
    return as_picture(figure, f"{of}: {told}.")
