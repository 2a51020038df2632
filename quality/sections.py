"""A page with several sections, each made by a command of its own: one is put in without touching the others."""

import re


def _found(document: str, title: str) -> re.Match[str] | None:
    return re.search(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", document, re.S | re.M)


def section(document: str, title: str) -> str:
    """The section that begins with the line `## title`, to the next such line; "" if it isn't there."""
    found = _found(document, title)
    return found[0] if found else ""


def with_section(document: str, title: str, text: str) -> str:
    """`document` with `text`, which begins with its title, in the place of that section, or at the end."""
    text = text.rstrip() + "\n"
    found = _found(document, title)
    if found is None:
        return f"{document.rstrip()}\n\n{text}"
    after = document[found.end() :]
    return document[: found.start()] + text + (f"\n{after}" if after else "")
