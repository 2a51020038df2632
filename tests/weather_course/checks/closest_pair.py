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


def _points(rng, n):
    """Points whose nearest pair is nearest by nothing but the distance, and neither the first nor the last."""
    for _ in tries():
        points = rng.uniform(-10, 10, size=(n, 2))
        by_distance = sorted(slow_distances(points).items(), key=lambda item: item[1])
        (i, j), _ = by_distance[0]
        blocks = {pair: abs(points[pair[0]] - points[pair[1]]) for pair, _ in by_distance}
        by_largest = min(blocks, key=lambda pair: blocks[pair].max())
        by_sum = min(blocks, key=lambda pair: blocks[pair].sum())
        by_signed = min(blocks, key=lambda pair: (points[pair[0]] - points[pair[1]]).sum())
        beside = j == i + 1
        if (i, j) not in (by_largest, by_sum, by_signed) and not beside and by_distance[0][1] < 0.9 * by_distance[1][1]:
            return points, (i, j), by_distance[-1][0]
    raise AssertionError("tries() ends in another way")


def test_nearest(closest_pair, rng):
    """The two points that are nearest to each other are found."""
    points, right, farthest = _points(rng, 12)
    found = _as_pair(closest_pair(points))
    expect(found[0] != found[1], "A point isn't its own neighbour: leave the distance of 0 to itself out.")
    expect(found[::-1] != right, "These two are nearest: name the smaller number first.")
    expect(found != farthest, "These two are farthest apart: look for the smallest distance.")
    expect(found == right, "Another two points are nearer to each other: is the distance the root of the sum of both squares?")


def test_two_points(closest_pair, rng):
    """Of two points, these two are nearest."""
    expect(_as_pair(closest_pair(rng.normal(size=(2, 2)))) == (0, 1), "Of two points, the nearest are 0 and 1.")
