"""HTML: text escaped, and a student's own HTML with only what can't act, cover or call: by allow lists, applied by nh3."""

import html
import mimetypes
import re
from collections.abc import Callable

import nh3

from autograder.text import pictures
from autograder.text.places import visible, without_surrogates

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
"""The Content-Security-Policy of a page that students read: no script, and nothing from elsewhere."""

_TAGS = nh3.ALLOWED_TAGS - {"area", "map"} | {"font", "tfoot"}
_SIZES = {"width", "height"}
_ATTRIBUTES = {
    "*": {"class", "title", "lang", "style", "align"},
    "a": {"href", "name"},
    "img": {"src", "alt", *_SIZES},
    "font": {"color"},
    "ol": {"start", "type"},
    "table": {"border"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    **{f"h{level}": {"id"} for level in range(1, 7)},
}
_OF_A_PAGE = {"*": {"class", "id", "title", "lang", "style", "align", "tabindex", "role", "aria-hidden"}}
_STYLE = re.compile(
    r"(?:color|background-color|text-align|vertical-align|font-weight|font-style|text-decoration)\s*:\s*"
    r"(?:[a-z-]{1,30}|#[0-9a-f]{3,8}|[0-9]{1,4}|rgba?\([0-9., %]{1,40}\))",
    re.I,
)
# What nbconvert and pygments write, and JupyterLab's coloured boxes: no class of the page around it.
_CLASS = re.compile(
    r"highlight|anchor-link|mermaid|language-[\w+-]+|[a-z][a-z0-9]{0,2}|alert|alert-(info|success|warning|danger)"
)
_SIZE = re.compile(r"\d{1,5}(\.\d{1,3})?(px|%)?", re.A)
# With both slashes, since a browser takes "http:page.html" for a page beside the one that it stands on. Such a page can be the
# student's too, and formgrader serves it from Jupyter's own address.
_ELSEWHERE = re.compile(r"https?://|mailto:", re.I)
_DATA = re.compile(r"data:(image/[a-z]+);base64,(.*)", re.S)
_INSIDE = "in-"
"""Begins every id in a student's HTML, so that it is no part of the page around it."""

_KINDS_THAT_RUN = {"text/html", "text/xml", "application/xml", "text/javascript", "application/javascript", "message/rfc822"}
_RUNS = re.compile(r"\.(x?html?|xht|shtml?|xml|xslt?|svgz?|mht|mhtml|eml|hta|m?js)(\.|$)", re.I)

Embedded = Callable[[str], str | None]
"""From the address of a picture beside the notebook to a data: URL of it, or None."""


def runs_in_a_browser(name: str) -> bool:
    """Whether a browser to which a file of this name is served could run what is in it: pages, drawings and XML of any kind.

    A PDF is shown by a viewer of its own, which keeps it apart.
    """
    kind = mimetypes.guess_type("/" + name.lower())[0] or ""  # "/", since it takes "data:text/html,x" for an address
    return _RUNS.search(name) is not None or kind in _KINDS_THAT_RUN or kind.endswith("+xml")


def for_html(text: str) -> str:
    """`text` as text in HTML, or in an attribute's quotes."""
    return html.escape(visible(text, "\n\t"))


def html_of_student(source: str, embedded: Embedded | None = None) -> str:
    """A student's HTML, without all that isn't allowed. Pictures from elsewhere are left out, their description stays."""

    def kept(tag: str, name: str, value: str) -> str | None:
        if name == "class":
            return " ".join(word for word in value.split() if _CLASS.fullmatch(word)) or None
        if tag == "a" and name == "name":
            return _INSIDE + value
        if tag == "a" and name == "href":
            return "#" + _INSIDE + value[1:] if value.startswith("#") else value if _ELSEWHERE.match(value) else None
        return _kept_anywhere(tag, name, value, embedded)

    return _cleaned(source, _ATTRIBUTES, kept, _INSIDE)


def body_of_page(source: str) -> str:
    """The body of a page of nbgrader's, whose classes and ids stay: no script, no address but of a link, no form."""
    attributes = {tag: names | _OF_A_PAGE["*"] for tag, names in _ATTRIBUTES.items()}
    return _cleaned(source, attributes, _kept_anywhere, None)


def _kept_anywhere(tag: str, name: str, value: str, embedded: Embedded | None = None) -> str | None:
    if tag == "img" and name == "src":
        data = _DATA.fullmatch(value)
        if data is not None:
            inside = pictures.from_base64(data[2], data[1])
            return f"data:{data[1]};base64,{inside}" if inside else None
        return embedded(value) if embedded is not None else None
    if name == "href" and value.lstrip().lower().startswith("data:"):
        return None
    if name in _SIZES and not _SIZE.fullmatch(value):
        return None
    if name == "style":
        return "; ".join(part.strip() for part in value.split(";") if _STYLE.fullmatch(part.strip())) or None
    return value


def _cleaned(
    source: str, attributes: dict[str, set[str]], kept: Callable[[str, str, str], str | None], prefix: str | None
) -> str:
    return nh3.clean(
        without_surrogates(source),
        tags=_TAGS | {"main", "section"},
        attributes=attributes,
        attribute_filter=kept,
        url_schemes={"http", "https", "mailto", "data"},
        id_prefix=prefix,
    )
