"""Hidden checks of `label_from_name(file)`: the folder's name."""

import torch

from autograder.checking import Unexpected, described, expect

_ANY_NAME = "A folder can have any name, and not only 3 or 7: take the name from the path, whatever it is."


def _words(rng, n):
    return ["".join(chr(97 + i) for i in torch.randint(0, 26, (6,), generator=rng).tolist()) for _ in range(n)]


def _text(label):
    if isinstance(label, str):
        return label
    raise Unexpected(f"The label should be a string, but is {described(label)}.")


def test_name_of_the_folder(label_from_name, worker, rng):
    """The label is the name of the folder that the file stands in, whatever it is."""
    for above, folder, name in (("train", "3", "7"), tuple(_words(rng, 3)), tuple(_words(rng, 3)), ("7", "valid", "3")):
        label = _text(label_from_name(worker.helpers.path.keep(f"/data/{above}/{folder}/{name}.png")))
        expect(label == folder or label not in ("3", "7") or label in (above, name), _ANY_NAME)
        expect(label not in (name, f"{name}.png"), "That is the name of the file; the name of its folder is wanted.")
        expect(label != above, "That is the name of the folder above; the file's own folder is wanted.")
        _expect_name_alone(label, folder)
        expect(label == folder, "The label isn't the name of the folder that the file stands in.")


def _expect_name_alone(label, folder):
    """Not the folders above it too, nor with other capitals."""
    expect(not label.endswith(f"/{folder}"), "That is the whole path of the folder; the label is its name alone: .name.")
    alike = label.lower() == folder.lower() and label != folder
    expect(not alike, "The label is the folder's name as it is, with its capital letters and no others.")


def _names(rng):
    """Names of folders, of every kind that there is."""
    a, b, c, d, e, f = _words(rng, 6)
    n, m = (str(k) for k in torch.randint(10, 100, (2,), generator=rng).tolist())
    return [
        f"{a.capitalize()} {b} v{n}.{m}",
        c.capitalize(),
        f"0{n}",
        f"{d[:3]}\u00e4{d[3:]}",
        f"{e}_{n}-{f}",
        a[:1],
        "".join([a, b, c, d, e]),
    ]


def test_any_name_at_any_depth(label_from_name, worker, rng):
    """A folder's name can be long or short, with spaces, dots, capitals or zeros in it, and the file can stand anywhere."""
    for k, folder in enumerate(_names(rng)):
        # One deep in the tree of folders, one directly in the folder that is named.
        for above in (["", *_words(rng, 4 + k)], _words(rng, k % 2)):
            suffix = (".x.JPG", "", ".png", ".jpeg")[int(torch.randint(4, (), generator=rng))]
            path = "/".join([*above, folder, _words(rng, 1)[0] + suffix])
            label = _text(label_from_name(worker.helpers.path.keep(path)))
            expect(label not in above, "That is the name of a folder further up; the file's own folder is wanted.")
            if label == folder:
                continue
            expect(label not in ("3", "7"), _ANY_NAME)
            stem, dot, _ = folder.rpartition(".")
            expect(not (dot and label == stem), "A folder's name is wanted with what follows a dot: .name, not .stem.")
            _expect_name_alone(label, folder)
            expect(
                label != folder.lstrip("0"),
                "The label is the folder's name as it is, with a 0 in front: it is a text, not a number.",
            )
            expect(label not in folder, "The label is only a part of the folder's name; all of it is wanted.")
            raise Unexpected("The label isn't the name of the folder that the file stands in.")
