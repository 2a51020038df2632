"""What cells printed and drew, as a page shows it: their first lines, and pictures as far as there is room."""

import re
from html import escape
from typing import Any

from markupsafe import Markup

from autograder.text.places import COLOURS, shortened, visible

_MOST_LINES, _LONGEST = 40, 4_000
_PICTURES = ("image/png", "image/jpeg")
_IMG = re.compile(r'<img((?: [\w-]+="[^"]*")*)>')
_EMPTY_HEADER = re.compile(r"<th(?: [^>]{0,200})?>\s{0,20}</th>")
_ALT = re.compile(r' alt="([^"]*)"')


def outputs_html(outputs: list[Any], where: str) -> Markup:
    """HTML of a cell's outputs, which `plain_notebook` has cleaned. `where` says in words which cell it was."""
    return Markup("".join(_output(output, where) for output in outputs))


def in_words(html: str) -> str:
    """A student's HTML, which must have been cleaned, for who listens to it: each picture is described, in its place where it is
    gone, and no header of a table is empty.
    """
    return _EMPTY_HEADER.sub("<td></td>", _IMG.sub(_told, html))


def _told(found: re.Match[str]) -> str:
    alt = _ALT.search(found[1])
    if ' src="' not in found[1]:
        return f"<em>[Picture: {alt[1]}]</em>" if alt is not None and alt[1] else ""
    return found[0] if alt is not None else f'<img alt="A picture in your notebook"{found[1]}>'


def _output(output: Any, where: str) -> str:
    if output.output_type == "stream":
        return _text(output.text)
    if output.output_type == "error":
        return _text("\n".join(output.traceback))
    for kind in _PICTURES:
        if kind in output.data:
            return f'<img class="drawn" src="data:{kind};base64,{escape(output.data[kind])}" alt="{escape(f"Drawn by {where}")}">'
    return _text(output.data.get("text/plain", ""))


def _text(text: str) -> str:
    lines = visible(COLOURS.sub("", text), "\n\t").strip("\n").split("\n")
    kept = shortened("\n".join(lines[:_MOST_LINES]), _LONGEST)
    left = len(lines) - _MOST_LINES
    more = f"\n[{left} more line{'s' * (left > 1)}]" if left > 0 else ""
    return f'<pre class="out"><samp>{escape(kept + more)}</samp></pre>' if kept.strip() else ""
