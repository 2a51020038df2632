"""Pages that people open: nbgrader's feedback for students, and formgrader for instructors.

Both are made by nbconvert's HTMLExporter, whose documented settings put `PlainNotebook` and `markdown2html` into both. Feedback
has an exporter of its own besides: its page holds no script, and a policy that allows none. Formgrader's page needs its
own scripts.
"""

import re
from html import escape
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from autograder.front.nbgrader import in_force
from autograder.front.nbgrader.step import Resources
from autograder.notebooks import outputs
from autograder.notebooks.cells import nbgrader_metadata
from autograder.text import pictures
from autograder.text.html import POLICY, body_of_page, html_of_student
from autograder.text.places import visible, without_surrogates

_NAME = re.compile(r"[\w+.-]{1,100}")


class _Renderer(IPythonRenderer):
    """nbconvert's, which ends in an exception where a picture's attachment is gone."""

    def _embed_image_or_attachment(self, src: str) -> str:
        if not src.startswith("attachment:"):
            return src
        found: Any = (self.attachments or {}).get(src.removeprefix("attachment:"))
        for kind in pictures.KINDS if isinstance(found, dict) else ():
            encoded = pictures.from_base64(found[kind], kind) if isinstance(found.get(kind), str) else None
            if encoded is not None:
                return f"data:{kind};base64,{encoded}"
        return ""


@pass_context
def markdown2html(context: Any, source: str) -> str:
    """nbconvert's filter of this name, sanitised. HTML in a comment is shown as text: it may quote an exception's message."""
    cell = context.get("cell") or {}
    is_comment = source is not cell.get("source")
    folder = Path((context.get("resources") or {}).get("metadata", {}).get("path") or ".")
    renderer = _Renderer(escape=is_comment, attachments=cell.get("attachments") or {})
    rendered = str(MarkdownWithMath(renderer=renderer).render(without_surrogates(source)))
    return html_of_student(rendered, lambda address: None if is_comment else _embedded(folder, address))


def _embedded(folder: Path, address: str) -> str | None:
    """A picture beside the notebook as a data: URL; None for what is no picture, is a link, or lies elsewhere."""
    try:
        path = folder / address
        inside = path.resolve(strict=True).is_relative_to(folder.resolve()) and path.resolve() == path.absolute()
        if not inside or not path.is_file() or path.stat().st_size > pictures.MAX_PICTURE:
            return None
        return pictures.as_url(path.read_bytes())
    except (OSError, ValueError):
        return None


class PlainNotebook(Preprocessor):
    """Before a notebook becomes a page: keep of it what a page shows, and only as text and pictures, whoever wrote it."""

    display_data_priority: Any = []

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        nb.metadata = plain_metadata(nb.metadata)
        nb.cells = [_plain_cell(cell) for cell in nb.cells if cell.cell_type in ("code", "markdown")]
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


def _plain_cell(cell: NotebookNode) -> NotebookNode:
    is_code = cell.cell_type == "code"
    about = nbgrader_metadata(cell)
    kept = NotebookNode(cell_type=cell.cell_type, metadata=NotebookNode(), id=str(cell.get("id", "")))
    kept.source = visible(str(cell.source), "\n\t") if is_code else without_surrogates(str(cell.source))
    if about and _NAME.fullmatch(str(about.get("grade_id", ""))):
        kept.metadata["nbgrader"] = NotebookNode(about)
    if is_code:
        count = cell.get("execution_count")
        kept.execution_count = count if isinstance(count, int) else None
        kept.outputs = outputs.cleaned(list(cell.get("outputs", [])), kept.execution_count, colours=True)
    elif isinstance(cell.get("attachments"), dict):
        kept.attachments = cell.attachments
    return kept


class FeedbackExporter(HTMLExporter):
    """nbgrader's page of feedback, without scripts and with a policy that allows none: formulas show as their TeX source."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        in_force.look_at_feedback(self.parent)

    def from_notebook_node(self, nb: NotebookNode, resources: Resources | None = None, **kw: Any) -> Any:
        nb, _ = PlainNotebook().preprocess(NotebookNode({**nb}), {})
        page, resources = super().from_notebook_node(nb, resources, **kw)
        return locked(page), resources


def locked(page: str) -> str:
    """`page` with its styles and its cleaned body, and the policy."""
    soup = BeautifulSoup(page, "html.parser")
    title = escape(visible(soup.title.get_text().strip())) if soup.title is not None else ""
    styles = (
        "\n".join(f"<style>{style.string}</style>" for style in soup.head.find_all("style") if style.string) if soup.head else ""
    )
    body = body_of_page(soup.body.decode_contents() if soup.body is not None else "")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        f"<title>{title}</title>\n{styles}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
