"""Deadlines: what is understood, and which part of what isn't."""

import argparse
from datetime import UTC

import pytest

from autograder.front.cli import deadline


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("2026-10-01 23:59 UTC", "2026-10-01T23:59:00+00:00"), ("2026-10-01T23:59:30+02:00", "2026-10-01T21:59:30+00:00"),
        ("2026-10-01 23:59 Europe/Berlin", "2026-10-01T21:59:00+00:00"), ("2026-10-01 23:59 -05:00", "2026-10-02T04:59:00+00:00"),
        ("2026-10-01 23:59 utc", "2026-10-01T23:59:00+00:00"), ("2026-10-01T23:59Z", "2026-10-01T23:59:00+00:00"),
        ("2026-10-01 23:59 UTC+2", "2026-10-01T21:59:00+00:00"), ("2026-10-01 23:59 +0530", "2026-10-01T18:29:00+00:00"),
        ("2026-10-01 24:00 UTC", "2026-10-02T00:00:00+00:00"), ("2026-12-01 23:59 Europe/Berlin", "2026-12-01T22:59:00+00:00"),
        ("2026-10-01  9:05 Asia/Kolkata", "2026-10-01T03:35:00+00:00"),
    ],
)  # fmt: skip
def test_a_deadline_is_understood(text: str, means: str) -> None:
    assert deadline.parsed(text).astimezone(UTC).isoformat() == means


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2026-10-01 23:59", "needs its zone"), ("tomorrow", "doesn't begin with a date"), ("", "doesn't begin with a date"),
        ("2026-10-01 23:59 Atlantis/North", "a zone that isn't known, Atlantis/North"), ("2026-10-01 23:59 ../../etc/passwd", "a zone that isn't"),
        ("2026-10-01 23:59 CET", "by CET, which isn't one time all year: write Europe/Berlin"),
        ("2026-10-01 23:59 EST", "write America/New_York"), ("2026-10-01 23:59 Atlantis", "by Atlantis"),
        ("2026-10-01", "has no time"), ("2026-10-01 UTC", "has no time"), ("2026-10-01 noon UTC", "has no time"), ("2026-10-01 23 UTC", "has no time"),
        ("2026-02-30 12:00 UTC", "a day that there isn't"), ("2026-10-01 25:00 UTC", "a time that there isn't"), ("2026-10-01 24:01 UTC", "a time that"),
        ("2026-10-01 23:59 +25:00", "a zone that there isn't"), ("2026-03-29 02:30 Europe/Berlin", "put forward"),
        ("2026-10-25 02:30 Europe/Berlin", "write '2026-10-25 02:30:00+02:00' or '2026-10-25 02:30:00+01:00'"),
    ],
)  # fmt: skip
def test_what_isnt_understood_is_named(text: str, told: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError) as raised:
        deadline.parsed(text)
    assert told in str(raised.value)


def test_a_deadline_is_said_by_both_clocks() -> None:
    said = deadline.said(deadline.parsed("2026-10-01 23:59 Europe/Berlin"))
    assert said == "2026-10-01 21:59:00 UTC, which is 2026-10-01 23:59:00 Europe/Berlin"
    assert deadline.said(deadline.parsed("2026-10-01 23:59 utc")) == "2026-10-01 23:59:00 UTC"
