"""What came from a student is text until it was cleaned for the place where it goes: a table of cases for each place."""

import html.parser
import io
import json
import os
import random
import sys
import unicodedata
from pathlib import Path

import pytest
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.server_extensions import formgrader
from traitlets.config import Config

from autograder import grade_with_the_judge
from autograder.front.cli.printed import Printer, lines_of
from autograder.front.nbgrader.pages import FeedbackExporter
from autograder.notebooks import outputs
from autograder.results import json_file
from autograder.results.report import CellResult, CheckResult, Report
from autograder.text import places
from autograder.text.html import for_html, html_of_student, runs_in_a_browser

UNSEEN = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
FORGED = "x\nzed  A  12 of 12\x1b[2J\r\u202e\ud800"


def report(text: str = FORGED) -> Report:
    checks = [CheckResult("c", "error", text, reason=text)]
    return Report(text, "A", "A.ipynb", 1, "cpu", True, [CellResult("e", text, 2, checks)], [text], {"g": text})


def test_a_terminal_and_a_log_get_no_character_that_cannot_be_seen() -> None:
    assert len(UNSEEN) > 2000
    for encoding in ("utf-8", "ascii", "latin-1", None, "no-such"):
        shown = places.for_terminal("".join(UNSEEN[:3000]), encoding)
        assert not set(shown) & set(UNSEEN)
        shown.encode(encoding if encoding in ("utf-8", "latin-1") else "ascii")
    shuffled = [*UNSEEN, *"aé中"]
    random.Random(7).shuffle(shuffled)
    assert not set(places.for_log("".join(shuffled))) & set(UNSEEN)


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("Ana María", "utf-8", "Ana María"),
        ("Ana María", "ascii", "Ana Mar\\xeda"),
        ("a\x1b[31mb\rc\x08\x7f", "utf-8", "a\\x1b[31mb\\rc\\x08\\x7f"),
        ("a\nb\u2028c\u202ed", "utf-8", "a\\nb\\u2028c\\u202ed"),
        ("\U000e0041\ud800\u200b", "utf-8", "\\U000e0041\\ud800\\u200b"),
    ],
)
def test_terminal(text: str, encoding: str, shown: str) -> None:
    assert places.for_terminal(text, encoding) == shown


def test_length_is_bounded() -> None:
    assert len(places.for_terminal("x" * 10**6)) <= places.LONGEST_LINE
    assert len(places.for_terminal("x\n" * 10**6, lines=True)) <= places.LONGEST_TEXT


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        *((start + "1+cmd|' /C calc'!A0", "'" + start + "1+cmd|' /C calc'!A0") for start in "=+-@\uff1d\uff0b\uff0d\uff20\u2212"),
        ("\tx", "'\tx"),
        ("\r=x", "'\\r=x"),
        (" =x", "' =x"),
        ("\u200b=x", "'\\u200b=x"),
        ("-3.5", "-3.5"),
        (-3.5, -3.5),
        ("Ana\nMaría", "Ana\nMaría"),
    ],
)
def test_csv(cell: object, written: object) -> None:
    assert places.for_csv(cell) == written


@pytest.mark.parametrize("text", ["..", "", "a/b", "-rf", ".hidden", "con", "NUL.txt", "x" * 500, "é" * 500, "\ud800", "a\0b"])
def test_file_name(text: str) -> None:
    name = places.for_file_name(text)
    assert name not in ("", ".", "..") and not set(name) & set("/\\\0: ") and name[0] not in "-."
    assert len(name.encode()) < 200
    assert name != places.for_file_name(text + "?")
    assert places.for_file_name("Ana-María_2.ipynb") == "Ana-María_2.ipynb"


def test_json_is_what_every_reader_takes() -> None:
    found = places.for_json({"a\ud800": ["\udfff", 1.0, float("nan"), None, True, 3]})
    assert found == {"a\ufffd": ["\ufffd", 1.0, None, None, True, 3]}
    json.dumps(found, ensure_ascii=False, allow_nan=False).encode()


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<svg onload=alert(1)><a xlink:href='javascript:1'>x</a></svg>",
    "<iframe srcdoc='<script>1</script>'></iframe>",
    "<img src=https://evil.example/x.png>",
    "<div style='background-color:url(https://evil.example);position:fixed' class='navbar-fixed-top'>x</div>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<form action=https://evil.example><input name=q></form><base href=https://evil.example><meta http-equiv=refresh>",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_html_of_a_student_does_nothing(source: str) -> None:
    cleaned = html_of_student(source)
    for word in ("<script", "onerror", "onload", "javascript", "<iframe", "evil", "navbar", "<form", "<base", "<meta", "<svg"):
        assert word not in cleaned
    assert "<" not in for_html(source)


def test_html_that_does_nothing_stays() -> None:
    assert html_of_student("<p>a &lt; b, <b>so</b> $x$</p>") == "<p>a &lt; b, <b>so</b> $x$</p>"
    assert html_of_student('<a href="#x">y</a><h1 id="x">z</h1>').count("in-x") == 2


RUN = [
    "plot.html",
    "A.HTM",
    "x.xhtml",
    "x.xht",
    "x.shtml",
    "x.svg",
    "x.svgz",
    "x.xml",
    "x.rss",
    "x.kml",
    "x.mht",
    "x.js",
    "x.html.gz",
]
STAND = [
    "notes.txt",
    "data.csv",
    "x.png",
    "report.pdf",
    "x.py",
    "x.json",
    "html",
    "xml.csv",
    "a.xlsx",
    "a.docx",
    "x.ipynb",
    "svg.md",
    "README",
]


@pytest.mark.parametrize("name", RUN + STAND)
def test_what_a_browser_runs_is_known_by_its_name(name: str) -> None:
    assert runs_in_a_browser(name) == (name in RUN)


def test_a_report_cannot_forge_a_line_or_end_the_printing(tmp_path: Path) -> None:
    lines = list(lines_of(report(), "ascii"))
    assert [line for line in lines if not line.startswith("  ")] == lines[:1]
    assert not set("".join(lines)) & set(UNSEEN)
    raw = io.BytesIO()
    Printer(io.TextIOWrapper(raw, encoding="ascii")).show(report())
    closed = io.StringIO()
    closed.close()
    printer = Printer(closed)
    printer.show(report())
    printer.show(report())
    json_file.write_text(tmp_path / "r.json", json_file.text([report()]))
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))[0]["student"].endswith("\ufffd")


def test_a_full_disk_is_told_and_a_closed_pipe_isnt() -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        printer = Printer(full)
        printer.show(report())
        assert printer.failed == "No space left on device"
        printer.show(report())
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w", encoding="utf-8") as pipe:
        printer = Printer(pipe)
        printer.show(report())
    assert printer.failed == ""


def test_outputs_are_text_and_pictures_within_a_budget() -> None:
    allowance = outputs.Allowance(5000)
    stream = {"output_type": "stream", "name": "stdout", "text": "10%\r100%\x1b[31mred\x1b[0m\x1b[2J\n" + "y" * 4000}
    data = {
        "text/html": "<script>",
        "text/latex": "$x$",
        "text/plain": "<IPython.core.display.Latex object>",
        "image/png": "AAAA",
    }
    error = {"output_type": "error", "ename": "E\x1b[2J", "evalue": "v\ud800", "traceback": ["\x1b[31mE\x1b[2J"]}
    found = outputs.cleaned([stream, {"output_type": "display_data", "data": data}, error, stream], 1, allowance)
    assert found[0].text.startswith("100%red\\x1b[2J\n")
    assert found[1].data == {"text/plain": "$x$"}
    assert found[2].traceback == ["\x1b[31mE\\x1b[2J"]
    assert (found[2].ename, found[2].evalue) == ("E\\x1b[2J", "v\\ud800")
    assert [output.output_type for output in found] == ["stream", "display_data", "error", "stream"]
    assert len(found[3].text) < 1000


def test_notes_and_messages_are_bounded_however_they_come() -> None:
    made = Report("s", "A", "A.ipynb", 1, "cpu", True, notes=["x" * 5000] * 150)
    made.note(*["\x00" * 10**7] * 100)
    made.note("one more")
    assert len(made.notes) == 201
    assert made.notes[-1] == "There were more notes than these; they were left out."
    assert max(map(len, made.notes)) == 1000
    assert not set("".join(made.notes)) & set(UNSEEN)
    assert Report.of_dict(made.as_dict()).notes == made.notes
    check = CheckResult("c", "error", "x" * 10**6, "\x00" * 10**6, "first" + "x" * 10**6 + "last")
    assert sum(map(len, (check.message, check.reason, check.details))) <= 40_000
    assert check.details.endswith("last")


SCORED = [
    {"output_type": "stream", "name": "stderr", "text": "e"},
    {"output_type": "execute_result", "data": {"text/plain": "0.5"}},
    {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["x"] * 1000},
]


def test_outputs_are_counted_in_the_whole_notebook_and_those_that_nbgrader_scores_by_stay() -> None:
    allowance = outputs.Allowance()
    printed = [{"output_type": "stream", "name": "stdout", "text": "a"}] * 1000
    cells = [outputs.cleaned([*printed, *SCORED, *printed, *SCORED], 1, allowance) for _ in range(100)]
    assert sum(map(len, cells)) <= 2_000 + 3 * len(cells)
    assert sum(len(output.traceback) for cell in cells for output in cell if output.output_type == "error") <= 10_000 + len(cells)
    for cell in cells:
        kinds = [output.output_type for output in cell if output.get("name") != "stdout"]
        assert kinds == ["stream", "execute_result", "error"]


class Page(html.parser.HTMLParser):
    """What a page could do: scripts, handlers, addresses of what it loads, links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.policy = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "object", "embed", "form", "base", "link", "svg"):
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (value or "").lstrip().lower().startswith("javascript:"):
                self.found.append(f"{tag} {name}")
            if name in ("src", "srcset", "data", "poster") and not (value or "").startswith("data:image/"):
                self.found.append(f"{tag} {value}")
        if tag == "meta" and ("http-equiv", "Content-Security-Policy") in attrs:
            self.policy = str(dict(attrs)["content"])


def hostile_notebook() -> NotebookNode:
    cells = [new_markdown_cell(source) for source in HOSTILE]
    cells += [new_markdown_cell("![gone](attachment:gone.png) ![x](https://evil.example/y.png) a < b and **bold** $x<y$ \ud800")]
    about = {"grade_id": "e", "solution": True, "grade": False, "locked": False, "schema_version": 3}
    cells += [
        new_code_cell("x = '\u202e'  # \ud800", metadata={"nbgrader": {**about, "comment": "<script>alert(1)</script> __init__"}})
    ]
    data = {"text/html": "<script>1</script>", "application/javascript": "alert(1)", "text/plain": "plain"}
    cells[-1].outputs = [new_output("display_data", data=data, metadata={"image/png": {"width": "1 onerror=alert(1)"}})]
    cells += [new_code_cell("1")]
    found: NotebookNode = new_notebook(
        cells=cells, metadata={"widgets": {"application/vnd.jupyter.widget-state+json": {}}, "title": "<script>"}
    )
    found.cells[-1].metadata.update(tags=3, transient="x")
    return found


def configured() -> Config:
    c = Config()
    grade_with_the_judge(c)
    templates = Path(formgrader.__file__).parent / "templates"
    c.HTMLExporter.extra_template_basedirs = [str(templates)]
    c.HTMLExporter.extra_template_paths = [str(templates.parent / "static/node_modules/bootstrap/dist/css")]
    return c


def test_a_page_of_feedback_has_no_script_and_a_policy() -> None:
    c = configured()
    resources = {"nbgrader": {"notebook": "A", "score": 1, "max_score": 2, "late_penalty": 0}}
    page, _ = FeedbackExporter(config=c).from_notebook_node(hostile_notebook(), resources)
    page.encode()
    read = Page(page)
    assert read.found == []
    assert read.policy.startswith("default-src 'none'") and "script" not in read.policy
    assert "<strong>bold</strong>" in page and "plain" in page and "$x&lt;y$" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page, "a comment's text is shown"


def test_formgrader_shows_a_hostile_notebook_without_what_acts() -> None:
    c = configured()
    c.HTMLExporter.template_name = "formgrade"
    empty, hostile = new_notebook(), hostile_notebook()
    hostile.metadata.pop("title")
    hostile.cells[-1].metadata.clear()  # what isn't valid is refused before a page is begun

    def shown(notebook: NotebookNode, student: str) -> list[str]:
        resources = {"base_url": "", "index": 0, "total": 1, "student": student, "notebook_id": "A"}
        page, _ = HTMLExporter(config=c).from_notebook_node(notebook, resources)
        page.encode()
        return Page(page).found

    assert shown(hostile, "<img src=x onerror=alert(1)>") == shown(empty, "ada"), "only what formgrader itself brings"
