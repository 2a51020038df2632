"""Hostile submissions get what they deserve: nothing. Each file of attacks/ is a cell in front of the untouched exercises."""

import itertools
import os
from collections.abc import Iterator

import aftermath
import classroom
import pytest
from classroom import Attack

from autograder.judge.judge import Judge

pytestmark = pytest.mark.usefixtures("short_patience")

KINDS = {
    "answers",
    "dying",
    "files",
    "forging",
    "memory_and_disk",
    "network",
    "odd_values",
    "others",
    "outputs",
    "patching",
    "processes",
    "text",
    "time",
}


USERS_MATTER = {"dying", "files", "memory_and_disk", "network", "others", "processes"}
"""The kinds for which it matters whether the judge is root: the others attack what comes over the link."""


@pytest.fixture(scope="module")
def bait() -> Iterator[aftermath.Bait]:
    found = aftermath.Bait()
    yield found
    found.close()


ONE_IN = 4
"""So many attacks of a kind have one among the quick tests, by name: `make test-all` and `make attack-table` take them all."""


def _some(one_in: int) -> list[Attack]:
    """Some of each kind, those that take a while though they are stopped left out."""
    quick = [attack for attack in classroom.all_attacks() if not attack.slow]
    return [attack for _, kind in itertools.groupby(quick, lambda attack: attack.kind) for attack in list(kind)[::one_in]]


def _of(attacks: list[Attack]) -> pytest.MarkDecorator:
    """Parametrised by kind and name; all but some of each kind are run with the slow tests."""
    quick = _some(ONE_IN)
    marked = [pytest.param(a, id=f"{a.kind}-{a.name}", marks=[] if a in quick else [pytest.mark.slow]) for a in attacks]
    return pytest.mark.parametrize("attack", marked)


@_of(classroom.all_attacks())
def test_an_attack_gets_nothing(judge: Judge, bait: aftermath.Bait, attack: Attack) -> None:
    assert aftermath.got(judge, attack, attack.assignment, bait) == []


@pytest.mark.slow
@_of([attack for attack in classroom.all_attacks() if attack.assignment != "06_training_loop"])
def test_an_attack_gets_nothing_where_models_are_trained(judge: Judge, bait: aftermath.Bait, attack: Attack) -> None:
    assert aftermath.got(judge, attack, "06_training_loop", bait) == []


def _as_an_ordinary_user(attacks: list[Attack]) -> None:
    """Runs tests of this file again as a user without root's rights."""
    # With the brackets, since one attack's name may begin as another's does.
    names = " or ".join(f"[{attack.kind}-{attack.name}]" for attack in attacks)
    chosen = f"gets_nothing and not trained and ({names})"
    done = classroom.run_as_ordinary_user("test_attacks.py", "-k", chosen)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert "skipped" not in done.stdout
    assert f"{len(attacks)} passed" in done.stdout


ONLY_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="the tests above ran as an ordinary user already")


@ONLY_ROOT
def test_some_attacks_of_each_kind_as_an_ordinary_user() -> None:
    """One in eight of those for which it matters, by name; the next test has them all."""
    _as_an_ordinary_user([attack for attack in _some(8) if attack.kind in USERS_MATTER])


@ONLY_ROOT
@pytest.mark.slow
def test_all_attacks_as_an_ordinary_user() -> None:
    _as_an_ordinary_user(classroom.all_attacks())


def test_there_are_many_of_each_kind() -> None:
    found = classroom.all_attacks()
    assert {attack.kind for attack in found} == KINDS
    assert len(found) >= 170
    assert {attack.kind for attack in _some(ONE_IN)} == KINDS, "some of each kind are quick"
    assert len({attack.name for attack in found}) == len(found), "a name stands for one attack"
    assert [attack.name for attack in found if not attack.tries] == [], "each says in its first lines what it tries"
