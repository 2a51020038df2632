"""Pages that people open: nbgrader's feedback for students, and formgrader for instructors.

Both are made by nbconvert's HTMLExporter, whose documented settings put `PlainNotebook` and `markdown2html` into both. Feedback
has an exporter of its own besides: its page holds no script, and a policy that allows none. Formgrader's page needs its
own scripts.
"""

import itertools
import re
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from jinja2 import meta, pass_context
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.converters import GenerateFeedback
from traitlets import List

from autograder.front.nbgrader import gradebook, in_force
from autograder.front.nbgrader.bounded import (
    AS_TEXT,
    INLINE,
    LEFT_OUT,
    TOO_LONG,
    Room,
    as_text,
    is_costly_markdown,
)
from autograder.front.nbgrader.highlighted import PYTHON, highlight_code
from autograder.front.nbgrader.interrupted import stop_if_asked
from autograder.front.nbgrader.step import Resources
from autograder.judge import apart
from autograder.judge.apart import Allowance, Apart, Ended
from autograder.notebooks import outputs
from autograder.notebooks.cells import nbgrader_metadata
from autograder.results.report import bounded
from autograder.results.telling import ALSO
from autograder.text import pictures
from autograder.text.html import POLICY, body_of_page, html_of_student
from autograder.text.places import for_log, visible, without_surrogates

_NAME = re.compile(r"[\w+.-]{1,100}")
_ROOM, _PLAIN = "autograder_room", "autograder_plain"
_ALLOWANCE = Allowance(memory=2048, cpu=60, wall=120, result=96 << 20)
"""What one page of feedback may take, in a process of its own. A usual one takes a second or two."""
_PLAINLY = (
    "Your notebook is shown here as plain text, without pictures and formatting, since the usual page of it couldn't be made."
    " Your scores and comments are all here, and nothing of your work is lost."
)
_NO_PICTURE = "[A picture is left out here: this page has no room for more of them.]"
_WRAPPED = "<style>pre { white-space: pre-wrap; overflow-wrap: anywhere; } img { max-width: 100%; height: auto; }</style>"
"""Lines that are longer than the page is wide go on below, and aren't cut at its edge."""
_TABLE = '<table class="table table-condensed">'
"""Bootstrap's, which both pages have: without its classes the columns of a rubric run into each other."""
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


@pass_context
def markdown2html(context: Any, source: str) -> str:
    """nbconvert's filter of this name, sanitised. HTML in a comment is shown as text: it may quote an exception's message."""
    cell = context.get("cell") or {}
    resources = context.get("resources") or {}
    is_comment = source is not cell.get("source")
    room = resources.get(_ROOM) or Room()
    why = None if is_comment else cell.get("metadata", {}).get(AS_TEXT)
    if why is None and (room.plain or is_costly_markdown(source)):
        why = "" if room.plain else TOO_LONG
    if why is not None:
        return as_text(source, why)
    folder = Path(resources.get("metadata", {}).get("path") or ".")
    inline: list[str] = []

    def name_of(found: re.Match[str]) -> str:
        inline.append(found[0])
        return f"inline-picture/{len(inline) - 1}"

    def embedded(address: str) -> str | None:
        if is_comment:
            return None
        if address == LEFT_OUT:
            return address
        number = address.removeprefix("inline-picture/")
        if number != address and number.isdecimal() and int(number) < len(inline):
            return inline[int(number)] if room.picture(inline[int(number)]) else LEFT_OUT
        return _embedded(folder, address, room)

    text = without_surrogates(source)

    def rendered(text: str) -> str:
        renderer = _Renderer(room, escape=is_comment, attachments=cell.get("attachments") or {})
        return str(MarkdownWithMath(renderer=renderer).render(text))

    made = _comment(text, rendered) if is_comment else rendered(INLINE.sub(name_of, text))
    cleaned = html_of_student(made, embedded).replace("<table>", _TABLE)
    return _IMG.sub(lambda found: _NO_PICTURE if f'src="{LEFT_OUT}"' in found[0] else found[0], cleaned)


def _comment(text: str, rendered: Callable[[str], str]) -> str:
    """HTML of a comment: each line stays one, and what isn't to be read first is folded."""
    before, also, after = text.partition(f"\n{ALSO}\n")
    shown = rendered(_in_lines(before))
    if not also:
        return shown
    rest = after.strip("\n").split("\n")
    folded = list(itertools.takewhile(lambda line: line.startswith("- "), rest))
    more = rendered(_in_lines("\n".join(rest[len(folded) :])))
    return f"{shown}<details><summary>{escape(ALSO)}</summary>{rendered(_in_lines(chr(10).join(folded)))}</details>{more}"


def _in_lines(text: str) -> str:
    """Markdown in which a line ends where one ends in `text`: else a paragraph's lines become one. Two underscores stay what they
    are outside of code too: they begin Python's names far more often than bold words.
    """
    parts = text.split("`")
    text = "`".join(part if number % 2 else part.replace("__", "\\_\\_") for number, part in enumerate(parts))
    return re.sub(r"(?<=[^\s])\n(?=[^\s])", "  \n", text)


def unchanged(text: str) -> str:
    """In the place of nbconvert's strip_files_prefix, for notebooks of a Jupyter before 2014: it looks from each bracket to the
    end of the line, pictures included."""
    return text


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


class PlainNotebook(Preprocessor):
    """Before a notebook becomes a page: keep of it what a page shows, and only as text and pictures, whoever wrote it."""

    display_data_priority: Any = List([], config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        nb.metadata = plain_metadata(nb.metadata)
        room = resources[_ROOM] = Room(plain=bool(resources.get(_PLAIN)))
        is_python = nb.metadata.language_info.name.lower() in PYTHON
        nb.cells = [_plain_cell(cell, room, is_python) for cell in nb.cells if cell.cell_type in ("code", "markdown")]
        for name, value in resources.items():
            if isinstance(value, str) and name in ("student", "last_name", "first_name"):
                resources[name] = escape(visible(value))
        return nb, resources


def plain_metadata(metadata: Any) -> NotebookNode:
    """Of a notebook's metadata the language, which is all that a page asks for."""
    found = metadata.get("language_info") if isinstance(metadata, dict) else None
    about = found if isinstance(found, dict) else {}
    kept = {"name": "python"} | {
        key: about[key] for key in ("name", "pygments_lexer") if _NAME.fullmatch(str(about.get(key, "")))
    }
    return NotebookNode(language_info=NotebookNode({key: str(value) for key, value in kept.items()}))


def _plain_cell(cell: NotebookNode, room: Room, is_python: bool) -> NotebookNode:
    is_code = cell.cell_type == "code"
    about = nbgrader_metadata(cell)
    kept = NotebookNode(cell_type=cell.cell_type, metadata=NotebookNode(), id=str(cell.get("id", "")))
    source = visible(str(cell.source), "\n\t") if is_code else without_surrogates(str(cell.source))
    kept.source, why = room.source(source, is_code)
    if why is not None or (is_code and not is_python):
        kept.metadata[AS_TEXT] = why or ""
    if about and _NAME.fullmatch(str(about.get("grade_id", ""))):
        kept.metadata["nbgrader"] = NotebookNode(about)
    if is_code:
        count = cell.get("execution_count")
        kept.execution_count = count if isinstance(count, int) else None
        kept.outputs = _outputs(cell.get("outputs"), kept.execution_count, room)
    elif isinstance(cell.get("attachments"), dict) and not room.plain:
        kept.attachments = cell.attachments
    return kept


def _outputs(found: Any, execution_count: int | None, room: Room) -> list[NotebookNode]:
    """A cell's outputs, each as text or a picture, as far as there is room for them, and where there isn't, a sentence."""
    kept: list[NotebookNode] = []
    for item in found if isinstance(found, list) else []:
        if room.outputs_left <= 0:
            kept += outputs.cleaned([{"output_type": "stream", "text": "[More outputs are left out here.]"}])
            break
        left = room.outputs_left - 1
        shown = outputs.cleaned([item], execution_count, room, colours=True)
        room.outputs_left = left  # here each one counts, those too that are always kept for the score
        if _has_picture(item) and not any(_has_picture(output) for output in shown):
            shown += outputs.cleaned([{"output_type": "stream", "text": _NO_PICTURE}])
        kept += shown
    return kept


def _has_picture(output: Any) -> bool:
    data = output.get("data") if isinstance(output, dict) else None
    return isinstance(data, dict) and any(kind in data for kind in outputs.PICTURES)


class FeedbackExporter(HTMLExporter):
    """nbgrader's page of feedback, without scripts and with a policy that allows none: formulas show as their TeX source.

    Each page is made in a process of its own. What it holds is a student's, and nobody else's page waits for it.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        in_force.look_at_feedback(self.parent)
        self._compiled: set[str] = set()
        if isinstance(self.parent, GenerateFeedback):
            gradebook.refuse(self.parent, writes=False)

    def _warm_up(self) -> None:
        """Compile here, once, what each page's process would compile anew."""
        if not self._compiled:
            self._compile(self.template.name)
            highlight_code("1")

    def _compile(self, name: str) -> None:
        if name in self._compiled:
            return
        self._compiled.add(name)
        self.environment.get_template(name)
        source, _, _ = self.environment.loader.get_source(self.environment, name)
        for other in meta.find_referenced_templates(self.environment.parse(source)):
            if other is not None:
                self._compile(other)

    def from_notebook_node(self, nb: NotebookNode, resources: Resources | None = None, **kw: Any) -> Any:
        self._warm_up()
        try:
            page = _apart(lambda: self._page(nb, resources, plain=False, **kw))
        except Ended as e:
            self.log.warning(
                "The page of %s %s, so it is made of plain text.%s",
                for_log(str((resources or {}).get("unique_key", "a notebook"))),
                e,
                f"\n{e.details}" if e.details else "",
            )
            page = self._page(nb, resources, plain=True, **kw)
        return page, self._init_resources(resources)

    def _page(self, nb: NotebookNode, resources: Resources | None, plain: bool, **kw: Any) -> str:
        notes = _notes_of(nb)
        nb, _ = PlainNotebook().preprocess(NotebookNode({**nb}), {_PLAIN: plain})
        page, _ = super().from_notebook_node(nb, {**(resources or {}), _PLAIN: plain}, **kw)
        return locked(page, _PLAINLY if plain else "", notes)


def _notes_of(nb: NotebookNode) -> list[str]:
    """What was noted about the whole notebook when it was graded, such as a cell that was put back."""
    graded = nb.metadata.get("autograder")
    found = graded.get("notes") if isinstance(graded, dict) else None
    return bounded([note for note in found if isinstance(note, str)]) if isinstance(found, list) else []


def _apart(page: Callable[[], str]) -> str:
    """What `page` gives, in a process with limits. Raises Ended where it gives nothing."""
    process = Apart(lambda: {"page": page()}, _ALLOWANCE)
    apart.wait(process, stop_if_asked)
    return str(process.result()["page"])


def locked(page: str, told: str = "", notes: Iterable[str] = ()) -> str:
    """`page` with its styles, its cleaned body and the policy; at its top stand what is `told` and the notes on the notebook."""
    soup = BeautifulSoup(page, "html.parser")
    title = escape(visible(soup.title.get_text().strip())) if soup.title is not None else ""
    styles = (
        "\n".join(f"<style>{style.string}</style>" for style in soup.head.find_all("style") if style.string) if soup.head else ""
    )
    before = f'<div class="alert alert-warning">{escape(told)}</div>\n' if told else ""
    items = "".join(f"<li>{escape(visible(note))}</li>" for note in notes)
    before += f'<div class="alert alert-info">About your notebook:\n<ul>{items}</ul></div>\n' if items else ""
    body = before + body_of_page(soup.body.decode_contents() if soup.body is not None else "")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        f"<title>{title}</title>\n{styles}\n{_WRAPPED}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
