"""The documentation: it is built, its links lead somewhere, nothing of it comes from a network, and what it quotes is said."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.apps import baseapp
from nbgrader.exchange.default import exchange

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built as `make docs` does: a link that leads nowhere ends that."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr[-3000:]
    return folder


def test_every_page_is_in_the_site(site: Path) -> None:
    pages = {path.relative_to(DOCS).with_suffix(".html").as_posix() for path in DOCS.rglob("*.md")}
    made = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert pages | {"reference/commands.html"} <= made


def test_nothing_comes_from_a_network(site: Path) -> None:
    loads = re.compile(r"<(?:script|link|img|iframe)\b[^>]{0,400}\b(?:src|href)=[\"']?(?:https?:)?//", re.I)
    found = [path.name for path in site.rglob("*.html") if loads.search(path.read_text())]
    assert found == []


def test_each_command_has_its_help_in_the_site(site: Path) -> None:
    page = (site / "reference" / "commands.html").read_text()
    for name in ("grade", "show", "new-course", "regrade"):
        assert f"autograder-{name}" in page, name


def quoted() -> list[str]:
    """The pieces of messages that the page of troubleshooting quotes, without the names in them."""
    rows = re.findall(r"^\| `([^`]+)`", (DOCS / "troubleshooting.md").read_text(), re.M)
    return [piece for row in rows for piece in re.split(r"…|'[a-z ]+'", row) if len(piece.strip(" .:,)(")) > 6]


def test_what_is_quoted_is_said_somewhere() -> None:
    ours, nbgraders = sorted((ROOT / "autograder").rglob("*.py")), [Path(one.__file__) for one in (baseapp, exchange)]
    said = " ".join(re.sub(r"\"\s*f?\"", "", path.read_text()) for path in [*ours, *nbgraders])
    said = re.sub(r"\{[^{}]{0,80}\}|`", "", said)
    lost = [piece for piece in quoted() if re.sub(r"`", "", piece).strip() not in said]
    assert len(quoted()) > 20 and lost == []
