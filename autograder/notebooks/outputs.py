"""The outputs of cells: a student's, cleaned, and the judge's own, from which nbgrader reads the score.

nbgrader infers a score from what a cell's outputs look like, so a graded cell's outputs are the judge's
alone; what the student's code printed there comes along as text inside them.
"""

import base64
from collections.abc import Mapping
from typing import Any

from autograder.notebooks.format import NotebookNode, new_output
from autograder.results.report import CellResult
from autograder.results.telling import Said, said
from autograder.text import pictures
from autograder.text.places import for_notebook, shortened, visible

_MARKS = {"pass": "\x1b[32mpassed\x1b[0m", "fail": "\x1b[31mnot yet\x1b[0m", "error": "\x1b[33mnot graded\x1b[0m"}
PICTURES = ("image/png", "image/jpeg")
_MOST_OUTPUTS = 400
_LEAST = 200
_LONGEST_ALT = 500


class Allowance:
    """What the outputs of a whole notebook may still take: beyond it each text is cut to its beginning, and pictures, further
    outputs and further lines of tracebacks go.
    """

    def __init__(self, characters: int = 16 << 20, outputs: int = 2_000, lines: int = 10_000) -> None:
        self.left, self.outputs_left, self.lines_left = characters, outputs, lines

    def output(self) -> bool:
        """Whether one more output is kept."""
        self.outputs_left -= 1
        return self.outputs_left >= 0

    def lines(self, lines: list[str]) -> list[str]:
        """The first of the lines, one at the least."""
        kept = lines[: max(1, min(_MOST_OUTPUTS, self.lines_left))]
        self.lines_left -= len(kept)
        return kept

    def text(self, text: str) -> str:
        kept = shortened(text, max(_LEAST, self.left))
        self.left -= len(kept)
        return kept

    def picture(self, encoded: str) -> bool:
        if len(encoded) > self.left:
            return False
        self.left -= len(encoded)
        return True


def cleaned(
    found: Any, execution_count: int | None = None, allowance: Allowance | None = None, colours: bool = False
) -> list[NotebookNode]:
    """Outputs that a worker or a file gave, as valid nbformat outputs of plain text and pictures; the rest is dropped.

    Each output stays one of its type, however little of it is kept, and the first of a cell by which nbgrader scores stays
    however many there are: an error, a result, something on stderr. HTML, SVG, Markdown and LaTeX may act or call when an
    instructor opens the notebook, and text/plain says the same. ANSI's colours stay in tracebacks, elsewhere with `colours`
    only.
    """
    allowance = allowance or Allowance()
    kept: list[NotebookNode] = []
    scored: set[Any] = set()
    for item in found if isinstance(found, list) else []:
        if not isinstance(item, dict):
            continue
        kind, data = item.get("output_type"), item.get("data")
        is_scored = kind in ("error", "execute_result") or (kind == "stream" and item.get("name") == "stderr")
        if is_scored and kind not in scored:
            scored.add(kind)
        elif len(kept) >= _MOST_OUTPUTS or not allowance.output():
            continue
        if kind == "stream" and isinstance(item.get("text"), str):
            name = "stderr" if item.get("name") == "stderr" else "stdout"
            kept.append(new_output("stream", name=name, text=allowance.text(for_notebook(item["text"], colours))))
        elif kind in ("display_data", "execute_result") and isinstance(data, dict):
            plain = _plain(data, allowance, colours)
            if plain:
                count = {"execution_count": execution_count} if kind == "execute_result" else {}
                kept.append(new_output(kind, data=plain, metadata=_in_words(item.get("metadata"), plain), **count))
        elif kind == "error":
            lines = item.get("traceback")
            traceback = [line for line in lines if isinstance(line, str)] if isinstance(lines, list) else []
            shown = [allowance.text(for_notebook(line, colours=True)) for line in allowance.lines(traceback)]
            kept += of_error(str(item.get("ename")), allowance.text(str(item.get("evalue"))), shown)
    return kept


def _plain(data: dict[str, Any], allowance: Allowance, colours: bool) -> dict[str, str]:
    plain = {}
    text, latex = data.get("text/plain"), data.get("text/latex")
    if isinstance(latex, str) and (not isinstance(text, str) or text.startswith("<IPython.")):
        text = latex  # shown as its source: a formula may hold links
    if isinstance(text, str):
        plain["text/plain"] = allowance.text(for_notebook(text, colours))
    for kind in PICTURES:
        encoded = pictures.from_base64(data[kind], kind) if isinstance(data.get(kind), str) else None
        if encoded is not None and allowance.picture(encoded):
            plain[kind] = encoded
    return plain


def _in_words(metadata: Any, plain: dict[str, str]) -> dict[str, Any]:
    """What pictures show, as far as it is told: for who can't see them."""
    found = metadata if isinstance(metadata, dict) else {}
    told = {kind: found[kind].get("alt") for kind in PICTURES if kind in plain and isinstance(found.get(kind), dict)}
    return {kind: {"alt": shortened(visible(alt), _LONGEST_ALT)} for kind, alt in told.items() if isinstance(alt, str)}


def of_error(name: str, message: str, traceback: list[str] | None = None) -> list[NotebookNode]:
    """One error output."""
    name, message = for_notebook(name)[:200], for_notebook(message)
    lines = traceback or [f"{name}: {message}"]
    return [new_output("error", ename=name, evalue=message, traceback=lines)]


def with_error(
    found: list[NotebookNode], error: Mapping[str, Any] | None, traceback: list[str] | None = None
) -> list[NotebookNode]:
    """A cell's outputs, and the error that the cell ended with if they don't show it, as nbgrader's own Execute has it.

    A student's code can switch IPython's tracebacks off, and nbgrader sees an error only in the outputs. It takes the
    first result for the score, which a call of sys.displayhook can make, so a cell that failed has none.
    """
    if error is None:
        return found
    found = [_as_display(output) for output in found]
    name, message = str(error["type"])[:100], str(error["message"])[:2000]
    if any(output.output_type == "error" and output.ename == name for output in found):
        return found
    return found + of_error(name, message, traceback or ["ERROR: An error occurred while showtraceback was disabled"])


def _as_display(output: NotebookNode) -> NotebookNode:
    return new_output("display_data", data=output.data, metadata={}) if output.output_type == "execute_result" else output


def of_result(result: CellResult, printed: list[NotebookNode] | None = None) -> list[NotebookNode]:
    """The outputs of a graded cell: what isn't right yet, the best first, and what is, in a form that nbgrader scores as
    `result` says.
    """
    lines = [_told(one) for one in said(result.checks)]
    lines += [f"{_MARKS['pass']}  {for_notebook(check.message)}" for check in result.checks if check.status == "pass"]
    if result.carried:
        lines.insert(0, result.carried_told)
    own = _error_text(printed or [])
    if own and result.status == "fail":
        lines.append(f"The cell itself stopped with: {own}")
    head = {
        "pass": f"{result.points:g} of {result.points:g} points",
        "fail": f"0 of {result.points:g} points",
        "error": f"not graded yet; no point is lost ({result.points:g} points)",
    }[result.status]
    text = "\n".join([head, *lines])
    if result.status == "pass":
        # A number above zero is a score to nbgrader; no result at all is the full score, zero points included.
        return [new_output("display_data", data={"text/plain": text}, metadata={})]
    return [*of_error("Checks", head, [text]), *(image(check.picture, check.alt) for check in result.checks if check.picture)]


def _told(one: Said) -> str:
    asked = f"\n         {one.asked}" if one.asked else ""
    return f"{_MARKS['error' if one.is_error else 'fail']}  {for_notebook(one.sentence + asked)}"


def image(png: bytes, alt: str) -> NotebookNode:
    """A picture as an output of a cell."""
    data = {"image/png": base64.b64encode(png).decode()}
    output: NotebookNode = new_output("display_data", data=data, metadata={"image/png": {"alt": alt}} if alt else {})
    return output


def _error_text(printed: list[NotebookNode]) -> str:
    found = [output for output in printed if output.output_type == "error"]
    return f"{found[0].ename}: {found[0].evalue}"[:500] if found else ""
