"""A deadline as somebody writes it: a date, a time and a zone, of which none is guessed."""

import argparse
import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_PARTS = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:(?:[Tt]|\s+)(\d{1,2}:\d\d(?::\d\d)?)(?![\d:]))?\s*(.*)", re.S)
_OFFSET = re.compile(r"(?:UTC|GMT)? ?([+-])(\d{1,2})(?::?([0-5]\d))?", re.I)
_LIKE = "such as '2026-10-01 23:59 Europe/Berlin'"
_ZONES = {
    **dict.fromkeys(("CET", "CEST", "MEZ", "MESZ"), "Europe/Berlin"),
    **dict.fromkeys(("EET", "EEST"), "Europe/Helsinki"),
    **dict.fromkeys(("WET", "WEST"), "Europe/Lisbon"),
    **dict.fromkeys(("EST", "EDT", "ET"), "America/New_York"),
    **dict.fromkeys(("CST", "CDT", "CT"), "America/Chicago"),
    **dict.fromkeys(("MST", "MDT", "MT"), "America/Denver"),
    **dict.fromkeys(("PST", "PDT", "PT"), "America/Los_Angeles"),
    **{"BST": "Europe/London", "IST": "Asia/Kolkata", "JST": "Asia/Tokyo", "MSK": "Europe/Moscow", "AEST": "Australia/Sydney"},
}
"""What somebody may mean by an abbreviation, to be named to them: several zones share one, and it leaves out half of the year."""


def parsed(text: str) -> datetime:
    """The time that a text names, in its zone. Raises argparse.ArgumentTypeError, with the part that isn't understood."""
    found = _PARTS.fullmatch(text.strip())
    if found is None:
        raise _wrong(text, f"doesn't begin with a date: write a time {_LIKE}")
    day, clock, zone = found.groups()
    if clock is None:
        raise _wrong(text, f"has no time that is understood: write hours and minutes behind the date, {_LIKE}")
    try:
        date = datetime.strptime(day, "%Y-%m-%d")
    except ValueError:
        raise _wrong(text, f"names a day that there isn't: {day}") from None
    hours, minutes, seconds = (*map(int, clock.split(":")), 0)[:3]
    if minutes > 59 or seconds > 59 or (hours, minutes, seconds) > (24, 0, 0):
        raise _wrong(text, f"names a time that there isn't: {clock}")
    local = date + timedelta(hours=hours, minutes=minutes, seconds=seconds)  # 24:00 is 0:00 of the next day
    at = local.replace(tzinfo=_zone(text, zone.strip()))
    _must_be_once(text, local, at)
    return at


def _zone(text: str, zone: str) -> tzinfo:
    if not zone:
        raise _wrong(text, f"needs its zone: '{text} UTC', '{text} +02:00' or '{text} Europe/Berlin'")
    if zone.upper() in ("UTC", "GMT", "Z"):
        return UTC
    if offset := _OFFSET.fullmatch(zone):
        away = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        if away > timedelta(hours=14):
            raise _wrong(text, f"names a zone that there isn't: {zone}")
        return timezone(-away if offset[1] == "-" else away)
    if zone.isalpha():
        likely = _ZONES.get(zone.upper(), "Europe/Berlin")
        raise _wrong(text, f"names its zone by {zone}, which isn't one time all year: write {likely}")
    try:
        return ZoneInfo(zone)
    except (ValueError, OSError, KeyError):
        raise _wrong(text, f"names a zone that isn't known, {zone}: write one such as Europe/Berlin, or +02:00") from None


def _must_be_once(text: str, local: datetime, at: datetime) -> None:
    """Raises argparse.ArgumentTypeError for a time that a clock leaves out, or shows twice, where it is put forward or back."""
    first, second = at.utcoffset(), at.replace(fold=1).utcoffset()
    if at.astimezone(UTC).astimezone(at.tzinfo).replace(tzinfo=None) != local:
        raise _wrong(text, "is no time there: the clock is put forward that night")
    if first != second:
        both = " or ".join(f"'{at.replace(fold=fold).isoformat(' ')}'" for fold in (0, 1))
        raise _wrong(text, f"is there twice, as the clock is put back that night: write {both}")


def _wrong(text: str, why: str) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(f"{text!r} {why}")


def said(at: datetime) -> str:
    """The time by UTC, and by the zone in which it was named, where that is another."""
    utc = f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    return utc if at.utcoffset() == timedelta(0) else f"{utc}, which is {at:%Y-%m-%d %H:%M:%S} {at.tzinfo}"
