"""Hidden checks of `label_from_name(file)`: the folder's name."""

import torch

from autograder.checking import Unexpected, described, expect


def _words(rng, n):
    return ["".join(chr(97 + i) for i in torch.randint(0, 26, (6,), generator=rng).tolist()) for _ in range(n)]


def _text(label):
    if isinstance(label, str):
        return label
    raise Unexpected(f"The label should be a string, but is {described(label)}.")


def test_name_of_the_folder(label_from_name, worker, rng):
    """The label is the name of the folder that the file stands in, whatever it is."""
    for above, folder, name in (("train", "3", "7"), ("7", "valid", "3"), tuple(_words(rng, 3)), tuple(_words(rng, 3))):
        label = _text(label_from_name(worker.helpers.path.keep(f"/data/{above}/{folder}/{name}.png")))
        expect(label not in (name, f"{name}.png"), "That is the name of the file; the name of its folder is wanted.")
        expect(label != above, "That is the name of the folder above; the file's own folder is wanted.")
        expect(label == folder, "The label isn't the name of the folder that the file stands in.")


def test_any_name_at_any_depth(label_from_name, worker, rng):
    """A folder's name can have spaces, dots and capital letters, and the file can stand anywhere."""
    above, extra, name = _words(rng, 3)
    for folder, path in (
        ("Great owl v1.2", f"/home/{above}/pictures/{extra}/Great owl v1.2/{name}.x.JPG"),
        ("Eule", f"{above}/Eule/{name}"),
    ):
        label = _text(label_from_name(worker.helpers.path.keep(path)))
        expect(
            label != folder.rsplit(".", 1)[0] or label == folder,
            "A folder's name is wanted with what follows a dot: .name, not .stem.",
        )
        expect(label != folder.lower(), "The label is the folder's name as it is, with its capital letters.")
        expect(label not in path.split("/")[:-2], "That is the name of a folder further up; the file's own folder is wanted.")
        expect(label == folder, "The label isn't the name of the folder that the file stands in.")
