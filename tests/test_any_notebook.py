"""Whatever a file holds, the notebook that is made of it is one of the format, and of bounded size: by generated cases."""

import json
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from nbformat import NotebookNode

from autograder import read
from autograder.notebooks import normalising, reading
from autograder.notebooks.normalising import MOST
from autograder.text import pictures


def is_of_the_format(notebook: NotebookNode) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nbformat.validate(notebook)
    nbformat.writes(notebook).encode()


KINDS = [
    *("text/plain", "image/png", "application/json", "application/x+json", "application/+json", "0/json", "json"),
    *("application/a\n+json", "application/json\n", "text/x+json", "application/jsonjson", "a/b", "", "\x00"),
]
WORDS = [
    *(
        "a",
        "",
        "a,b",
        ",",
        "\ud800",
        "\n",
        "x" * 65,
        "cell-0",
        "cell-1",
        "cell-1" + "-" * 58,
        "python3",
        "stdout",
        "error",
        "auto",
    ),
    *("stream", "execute_result", "display_data", "code", "markdown", "raw", "heading", "grade", "f"),
]
NUMBERS = [-1, 0, 3, 2**70, 10**300, 1e308, float("inf"), float("nan"), 0.5]
words = some.sampled_from(WORDS) | some.text(max_size=5)
single = some.none() | some.booleans() | some.sampled_from(NUMBERS) | words
anything = some.recursive(
    single, lambda inner: some.lists(inner, max_size=4) | some.dictionaries(words | some.sampled_from(KINDS), inner, max_size=4)
)


def fields(**known: some.SearchStrategy[Any]) -> some.SearchStrategy[dict[str, Any]]:
    """An object with some of these keys, each with its usual kind of value or with anything at all."""
    right = some.fixed_dictionaries({}, optional=known)
    return right | some.fixed_dictionaries({}, optional={key: value | anything for key, value in known.items()})


bundles = some.dictionaries(some.sampled_from(KINDS), anything, max_size=4)
texts = words | some.lists(words, max_size=3)
shown = some.fixed_dictionaries(
    {"output_type": some.sampled_from(["display_data", "execute_result"]), "data": bundles},
    optional={"metadata": anything, "execution_count": single},
)
outputs = shown | fields(
    output_type=some.sampled_from(["stream", "error", "display_data", "execute_result"]),
    name=words,
    text=texts,
    metadata=anything,
    ename=words,
    evalue=words,
    traceback=some.lists(words, max_size=3),
)
abouts = fields(
    tags=some.lists(words, max_size=4),
    collapsed=single,
    scrolled=single,
    name=words,
    jupyter=anything,
    nbgrader=fields(grade=single, solution=single, locked=single, grade_id=words, points=single, schema_version=single),
)
cells = fields(
    cell_type=some.sampled_from(["code", "markdown", "raw", "heading"]),
    id=words,
    source=texts,
    metadata=abouts,
    outputs=some.lists(outputs, max_size=3),
    attachments=some.dictionaries(words, bundles, max_size=3),
    execution_count=single,
)
old_outputs = fields(
    output_type=some.sampled_from(["stream", "pyout", "pyerr", "display_data"]),
    stream=words,
    text=texts,
    png=texts,
    prompt_number=single,
    traceback=some.lists(words, max_size=3),
)
old_cells = fields(
    cell_type=some.sampled_from(["code", "markdown", "html", "heading", "plaintext"]),
    input=texts,
    source=texts,
    level=single,
    outputs=some.lists(old_outputs, max_size=3),
    prompt_number=single,
    metadata=abouts,
)
about_all = fields(
    kernelspec=fields(name=words, display_name=words, language=words), language_info=fields(name=words), title=anything
)


@settings(max_examples=400, derandomize=True, deadline=None, database=None)
@given(fields(cells=some.lists(cells, max_size=4), metadata=about_all, nbformat=single))
def test_a_notebook_is_of_the_format(found: dict[str, Any]) -> None:
    if isinstance(found.get("cells"), list):
        is_of_the_format(normalising.notebook(found))


@settings(max_examples=200, derandomize=True, deadline=None, database=None)
@given(some.lists(fields(cells=some.lists(old_cells, max_size=4)), max_size=2), about_all)
def test_one_of_an_old_format_is_too(worksheets: list[Any], metadata: Any) -> None:
    found = {"nbformat": 3, "worksheets": worksheets, "metadata": metadata}
    is_of_the_format(reading._notebook(found))


CELLS = 500


def _markdown(**more: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "source": "", "metadata": {}, **more}


def _code(*outputs: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": "", "metadata": {}, "outputs": list(outputs)}


def _display(data: dict[str, Any], **more: Any) -> dict[str, Any]:
    return _code({"output_type": "display_data", "data": data, **more})


BUNDLES: dict[str, tuple[Callable[[int], dict[str, Any]], int]] = {
    "kinds of attachments": (lambda n: _markdown(attachments={"a": {f"{i}/json": 1 for i in range(n)}}), 0),
    "attachments": (lambda n: _markdown(attachments={str(i): {"image/png": ""} for i in range(n)}), 1 + 2 * MOST["attachments"]),
    "tags": (lambda n: _markdown() | {"metadata": {"tags": [str(i) for i in range(n)]}}, MOST["tags"]),
    "outputs": (lambda n: _code(*({"output_type": "stream", "text": "x"} for _ in range(n))), 4 * MOST["outputs"]),
    "kinds": (lambda n: _display({f"{i}/json": [] for i in range(n)}), 10 * CELLS),
    "texts": (lambda n: _display({f"text/{i}": "x" for i in range(n)}), 10 * CELLS),
    "values": (lambda n: _display({"application/json": [[]] * n}), MOST["values"]),
    "about outputs": (lambda n: _display({}, metadata={str(i): [0] for i in range(n)}), MOST["values"]),
    "lines": (lambda n: _code({"output_type": "error", "traceback": ["x"] * n}), MOST["lines"]),
    "metadata": (lambda n: _markdown() | {"metadata": {str(i): 1 for i in range(n)}}, 0),
}
"""A cell with many things of a sort, and how many of them a notebook of such cells keeps at the most."""


def _things(value: Any) -> int:
    if isinstance(value, dict | list):
        return 1 + sum(_things(item) for item in (value.values() if isinstance(value, dict) else value))
    return 1


@pytest.mark.parametrize("what", BUNDLES)
def test_of_nothing_a_notebook_keeps_more_than_its_share(what: str) -> None:
    """In one cell with very many, and in many cells with some."""
    make, most = BUNDLES[what]
    notebook = normalising.notebook({"cells": [make(20_000), *(make(200) for _ in range(CELLS - 1))]})
    without = normalising.notebook({"cells": [make(0) for _ in range(CELLS)]})
    assert _things(notebook) - _things(without) <= most
    is_of_the_format(notebook)


def test_attachments_are_pictures() -> None:
    data = {kind: ["AA", "AA"] for kind in (*pictures.KINDS, "image/svg+xml", "text/html", "application/json")}
    (cell,) = normalising.notebook({"cells": [_markdown(attachments={"a": data, "b": 3})]}).cells
    assert cell.attachments == {"a": dict.fromkeys(pictures.KINDS, "AAAA")}


ENDLESS = {
    "a text without an end": '{"cells":[],"x":"' + '\\",' * 5_100_000,
    "brackets before it": "[" * 1_000_001 + '"' + '\\"' * 500_000,
    "a sign without its second": '{"cells":[],"x":"' + '\\",' * 5_100_000 + "\\",
    "empty texts": '{"cells":[' + '"",' * 6_000_000,
}


@pytest.mark.parametrize("what", ENDLESS)
def test_a_text_without_an_end_is_gone_through_once(what: str, tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_text(ENDLESS[what])
    assert reading.unreadable(read(tmp_path / "a.ipynb")) is not None


def test_cells_of_an_old_format_are_counted_first(tmp_path: Path) -> None:
    cells = [{"cell_type": "code", "input": "", "outputs": [], "language": "python"}] * 100_000
    old = {"nbformat": 3, "metadata": {}, "worksheets": [{"cells": cells}, {"cells": cells}]}
    (tmp_path / "a.ipynb").write_text(json.dumps(old))
    assert "has 200,000 cells" in str(reading.unreadable(read(tmp_path / "a.ipynb")))
    one = {"cell_type": "code", "input": "", "outputs": [{"output_type": "stream", "text": "x"}] * 100_000}
    (tmp_path / "a.ipynb").write_text(json.dumps(old | {"worksheets": [{"cells": [one]}]}))
    assert len(read(tmp_path / "a.ipynb").cells[0].outputs) == MOST["outputs"]


OLD = [
    {"cell_type": "heading", "level": 2, "source": ["Two", "\n"]},
    {"cell_type": "html", "source": "<b>x</b>"},
    {
        "cell_type": "code",
        "input": ["x = 1\n", "x"],
        "prompt_number": 3,
        "outputs": [
            {"output_type": "pyout", "prompt_number": 3, "text": ["1"], "png": "AAAA"},
            {"output_type": "pyerr", "ename": "E", "evalue": "v", "traceback": ["t"]},
            {"output_type": "stream", "stream": "stderr", "text": "s"},
        ],
    },
]


def test_what_an_old_format_holds_is_kept() -> None:
    """As nbformat's own converter has it, apart from ids."""
    notebook = reading._notebook({"nbformat": 3, "metadata": {}, "worksheets": [{"cells": OLD}]})
    found = [{key: value for key, value in cell.items() if key not in ("id", "metadata")} for cell in notebook.cells]
    assert found == [
        {"cell_type": "markdown", "source": "## Two\n"},
        {"cell_type": "markdown", "source": "<b>x</b>"},
        {
            "cell_type": "code",
            "source": "x = 1\nx",
            "execution_count": 3,
            "outputs": [
                {
                    "output_type": "execute_result",
                    "execution_count": 3,
                    "data": {"text/plain": "1", "image/png": "AAAA"},
                    "metadata": {},
                },
                {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["t"]},
                {"output_type": "stream", "name": "stderr", "text": "s"},
            ],
        },
    ]
