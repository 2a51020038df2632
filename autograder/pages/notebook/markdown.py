"""Markdown of a student's notebook, and of a comment, as HTML that holds nothing but text, pictures and links."""

import itertools
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from autograder.pages.notebook.bounded import (
    AS_TEXT,
    INLINE,
    LEFT_OUT,
    NO_PICTURE,
    TOO_LONG,
    Room,
    as_text,
    is_costly_markdown,
)
from autograder.pages.notebook.highlighted import PYTHON, highlight_code
from autograder.results.telling import ALSO
from autograder.text import pictures
from autograder.text.html import html_of_student
from autograder.text.places import without_surrogates

_TABLE = '<table class="table table-condensed">'
"""Bootstrap's, which formgrader has: without its classes the columns of a rubric run into each other."""
_IMG = re.compile(r'<img(?: [\w-]+="[^"]*")*>')


class _Renderer(IPythonRenderer):
    """nbconvert's, which ends in an exception where a picture's attachment is gone, and colours code of any language."""

    def __init__(self, room: Room, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._room = room

    def block_code(self, code: str, info: str | None = None) -> str:
        language = (info or "").split(maxsplit=1)[:1]
        if language and language[0].lower() in PYTHON:
            return highlight_code(code)
        if language and language[0].startswith("mermaid"):
            return self.block_mermaidjs(escape(code))
        return as_text(code)

    def _embed_image_or_attachment(self, src: str) -> str:
        if not src.startswith("attachment:"):
            return src
        found: Any = (self.attachments or {}).get(src.removeprefix("attachment:"))
        for kind in pictures.KINDS if isinstance(found, dict) else ():
            if not isinstance(found.get(kind), str):
                continue
            if not self._room.picture(found[kind]):
                return LEFT_OUT
            encoded = pictures.from_base64(found[kind], kind)
            if encoded is not None:
                return f"data:{kind};base64,{encoded}"
        return ""


def html_of_cell(cell: Any, room: Room, folder: Path, anchors: bool = True) -> str:
    """HTML of a Markdown cell, with pictures that lie in `folder`, beside the notebook. With `anchors` each heading has a link
    to itself.
    """
    source, why = cell["source"], cell.get("metadata", {}).get(AS_TEXT)
    if why is None and (why := _as_text(source, room)) is None:
        return _html_of_cell(source, cell.get("attachments") or {}, room, folder, anchors)
    return as_text(source, why)


def html_of_comment(text: str, room: Room) -> str:
    """HTML of a comment, in which HTML is text: it may quote an exception's message."""
    if (why := _as_text(text, room)) is not None:
        return as_text(text, why)
    renderer = _Renderer(room, escape=True, exclude_anchor_links=True, attachments={})

    def rendered(text: str) -> str:
        return str(MarkdownWithMath(renderer=renderer).render(text))

    return _told(html_of_student(folded(without_surrogates(text), rendered), lambda address: None))


def _as_text(source: str, room: Room) -> str | None:
    """Why this is shown as plain text; None where it isn't."""
    return "" if room.plain else TOO_LONG if is_costly_markdown(source) else None


def _html_of_cell(source: str, attachments: Any, room: Room, folder: Path, anchors: bool) -> str:
    inline: list[str] = []

    def name_of(found: re.Match[str]) -> str:
        inline.append(found[0])
        return f"inline-picture/{len(inline) - 1}"

    def embedded(address: str) -> str | None:
        if address == LEFT_OUT:
            return address
        number = address.removeprefix("inline-picture/")
        if number != address and number.isdecimal() and int(number) < len(inline):
            return inline[int(number)] if room.picture(inline[int(number)]) else LEFT_OUT
        return _embedded(folder, address, room)

    renderer = _Renderer(room, escape=False, exclude_anchor_links=not anchors, attachments=attachments)
    made = str(MarkdownWithMath(renderer=renderer).render(INLINE.sub(name_of, without_surrogates(source))))
    return _told(html_of_student(made, embedded).replace("<table>", _TABLE))


def _told(cleaned: str) -> str:
    """The HTML with a sentence in the place of each picture that was left out."""
    return _IMG.sub(lambda found: NO_PICTURE if f'src="{LEFT_OUT}"' in found[0] else found[0], cleaned)


def folded(text: str, rendered: Callable[[str], str]) -> str:
    """HTML of a comment: each line stays one, and what isn't to be read first is folded."""
    before, also, after = text.partition(f"\n{ALSO}\n")
    shown = rendered(_in_lines(before))
    if not also:
        return shown
    rest = after.strip("\n").split("\n")
    items = list(itertools.takewhile(lambda line: line.startswith("- "), rest))
    more = rendered(_in_lines("\n".join(rest[len(items) :])))
    return f"{shown}<details><summary>{escape(ALSO)}</summary>{rendered(_in_lines(chr(10).join(items)))}</details>{more}"


def _in_lines(text: str) -> str:
    """Markdown in which a line ends where one ends in `text`: else a paragraph's lines become one. Two underscores stay what they
    are outside of code too: they begin Python's names far more often than bold words.
    """
    parts = text.split("`")
    text = "`".join(part if number % 2 else part.replace("__", "\\_\\_") for number, part in enumerate(parts))
    return re.sub(r"(?<=[^\s])\n(?=[^\s])", "  \n", text)


def _embedded(folder: Path, address: str, room: Room) -> str | None:
    """A picture beside the notebook as a data: URL; None for what is no picture, is a link, or lies elsewhere."""
    try:
        path = folder / address
        inside = path.resolve(strict=True).is_relative_to(folder.resolve()) and path.resolve() == path.absolute()
        if not inside or not path.is_file() or path.stat().st_size > pictures.MAX_PICTURE:
            return None
        if not room.picture_of(path.stat().st_size * 4 // 3):
            return LEFT_OUT
        return pictures.as_url(path.read_bytes())
    except (OSError, ValueError):
        return None
