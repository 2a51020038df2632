"""Single values that JSON has no word for, as plain parts and back: dates and times, of Python's, numpy's and pandas', and
pandas' words for what is missing.
"""

import datetime
import re
import sys
from typing import Any
from zoneinfo import ZoneInfo

MAX_NESTED = 4
"""How deep the lists in an array of objects may be."""
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*")
_DAY = 24 * 60 * 60


def encoded(value: Any) -> list[Any] | None:
    """The parts of a single value; None for a value of another kind. Raises ValueError for a time in an unknown zone."""
    kind = type(value)
    if kind is datetime.date or (kind is datetime.time and value.tzinfo is None):
        return [kind.__name__, value.isoformat()]
    if kind is datetime.datetime:
        return ["datetime", value.replace(tzinfo=None).isoformat(), value.fold, zone_as_plain(value.tzinfo)]
    if kind is datetime.timedelta:
        return ["timedelta", value.days, value.seconds, value.microseconds]
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if numpy is not None and kind in (numpy.datetime64, numpy.timedelta64):
        return ["numpy", int(value.astype("int64")), str(time_dtype(value.dtype.name))]
    if pandas is None:
        return None
    if value is pandas.NA or value is pandas.NaT:
        return ["missing", "NA" if value is pandas.NA else "NaT"]
    if kind is pandas.Timestamp:
        return ["timestamp", value.asm8, zone_as_plain(value.tzinfo)]
    if kind is pandas.Timedelta:
        return ["span", value.asm8]
    if kind is pandas.Period:
        return ["period", value.ordinal, value.freqstr]
    return None


def item(value: Any, depth: int = 0) -> Any:
    """An item of an array of objects, or a name, as it is sent: a single value, or a list, tuple or dict of these.

    Raises ValueError for another one.
    """
    numpy = sys.modules["numpy"]
    value = value.item() if isinstance(value, numpy.generic) and value.dtype.kind not in "mM" else value
    if value is None or type(value) in (bool, int, float, str) or encoded(value) is not None:
        return value
    if depth < MAX_NESTED and type(value) in (list, tuple):
        return type(value)(item(part, depth + 1) for part in value)
    if depth < MAX_NESTED and type(value) is dict:
        return {key: item(part, depth + 1) for key, part in value.items()}
    raise ValueError(f"objects of type {type(value).__name__} can't be sent")


def decoded(parts: list[Any]) -> Any:
    """The value that is made of `parts`. Raises ValueError, TypeError and the like for parts that make none."""
    kind, *rest = parts
    if kind in ("date", "time"):
        (text,) = rest
        return (datetime.date if kind == "date" else datetime.time).fromisoformat(text)
    if kind == "datetime":
        text, fold, zone = rest
        return datetime.datetime.fromisoformat(text).replace(fold=fold, tzinfo=zone_of(zone))
    if kind == "timedelta":
        days, seconds, microseconds = rest
        return datetime.timedelta(days, seconds, microseconds)
    import numpy

    if kind == "numpy":
        number, name = rest
        return numpy.array(number, dtype="int64").view(time_dtype(name))[()]
    import pandas

    if kind == "missing":
        (name,) = rest
        return {"NA": pandas.NA, "NaT": pandas.NaT}[name]
    if kind == "timestamp":
        moment, zone = rest
        found = pandas.Timestamp(_of(numpy.datetime64, moment))
        return found if zone is None else found.tz_localize("UTC").tz_convert(zone_of(zone))
    if kind == "span":
        return pandas.Timedelta(_of(numpy.timedelta64, rest[0]))
    if kind == "period":
        ordinal, freq = rest
        return pandas.Period(ordinal=ordinal, freq=frequency(freq))
    raise ValueError("no single value")


def _of(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"not a {kind.__name__}")
    return value


def time_dtype(name: Any) -> Any:
    """numpy's dtype of dates or of times between them, with this name. Raises ValueError or TypeError for another."""
    import numpy

    # No multiples, which divide by zero in numpy when there are none of them; and none finer than what pandas can hold.
    if not isinstance(name, str) or not re.fullmatch(r"(datetime|timedelta)64(\[(Y|M|W|D|h|m|s|ms|us|ns)\])?", name):
        raise ValueError("no dtype of dates")
    return numpy.dtype(name)


def frequency(text: Any) -> str:
    """`text`, if it looks like one of pandas' frequencies: it reads no more than that out of it."""
    if not isinstance(text, str) or not re.fullmatch(r"\d{0,6}[A-Za-z]{1,3}(-[A-Z]{3})?", text):
        raise ValueError("no frequency")
    return text


def zone_as_plain(zone: datetime.tzinfo | None) -> str | int | None:
    """A time zone by its name, or as seconds from UTC. Raises ValueError for a zone that has neither."""
    if zone is None:
        return None
    if isinstance(zone, datetime.timezone):
        return round(zone.utcoffset(None).total_seconds())
    if isinstance(zone, ZoneInfo) and zone.key is not None:
        return zone.key
    raise ValueError(f"a time zone of type {type(zone).__name__} can't be sent")


def zone_of(plain: Any) -> datetime.tzinfo | None:
    """The time zone that `plain` names. No other file is looked at than those of zoneinfo. Raises ValueError or KeyError."""
    if plain is None:
        return None
    if type(plain) is int and abs(plain) < _DAY:
        return datetime.timezone(datetime.timedelta(seconds=plain))
    if isinstance(plain, str) and len(plain) < 64 and _ZONE.fullmatch(plain):
        return ZoneInfo(plain)
    raise ValueError("no time zone")
