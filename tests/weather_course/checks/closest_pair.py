"""Hidden checks of `closest_pair(points)`: the two points that are nearest to each other."""

import numpy as np

from autograder.checking import described, expect, tries


def slow_distances(points: np.ndarray) -> dict[tuple[int, int], float]:
    """Pair by pair: the spec."""
    found = {}
    for i, (x, y) in enumerate(points.tolist()):
        for j, (u, v) in enumerate(points.tolist()[:i]):
            found[j, i] = ((x - u) ** 2 + (y - v) ** 2) ** 0.5
    return found


def _as_pair(value):
    """The answer as two whole numbers, however they are held."""
    pair = value.tolist() if isinstance(value, np.ndarray) else value
    whole = isinstance(pair, list | tuple) and len(pair) == 2 and all(type(number) is int for number in pair)
    expect(whole, f"The answer should be two whole numbers, but is {described(value)}.")
    return tuple(pair)


def _points(rng):
    """Twelve points, the nearest two of them, and the farthest two. Two other pairs are nearer by the larger and by the sum of the
    differences; the nearest two don't follow each other.
    """
    for _ in tries():
        column, row = np.divmod(rng.permutation(16)[:9], 4)
        points = 5.0 * np.stack([column, row], axis=1) + rng.uniform(-0.5, 0.5, size=(9, 2))
        # As far apart as 1.04, 1.27 and 1.2; the larger differences are 1, 0.9 and 1.2, and the sums 1.3, 1.8 and 1.2.
        apart = rng.uniform(0.5, 1) * np.array([(1, 0.3), (0.9, 0.9), (1.2, 0)])[:, rng.permutation(2)]
        partners = points[:3] + apart * rng.choice([-1, 1], size=(3, 2))
        order = rng.permutation(12)
        i, j = sorted(np.flatnonzero(np.isin(order, (0, 9))).tolist())
        if j > i + 1:
            found = np.concatenate([points, partners])[order]
            by_distance = sorted(slow_distances(found).items(), key=lambda item: item[1])
            assert by_distance[0][0] == (i, j)
            return found, (i, j), by_distance[-1][0]
    raise AssertionError("tries() ends in another way")


def test_nearest(closest_pair, rng):
    """The two points that are nearest to each other are found."""
    points, right, farthest = _points(rng)
    found = _as_pair(closest_pair(points))
    expect(found[0] != found[1], "A point isn't its own neighbour: leave the distance of 0 to itself out.")
    expect(found[::-1] != right, "These two are nearest: name the smaller number first.")
    expect(found != farthest, "These two are farthest apart: look for the smallest distance.")
    expect(found == right, "Another two points are nearer to each other: is the distance the root of the sum of both squares?")


def test_two_points(closest_pair, rng):
    """Of two points, these two are nearest."""
    expect(_as_pair(closest_pair(rng.normal(size=(2, 2)))) == (0, 1), "Of two points, the nearest are 0 and 1.")
