"""One class for all journeys: its folders, each person's JupyterLab, and Chromium."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from browser import chromium, servers
from browser.lab import Lab
from browser.shots import FOLDER

if TYPE_CHECKING:
    from playwright.sync_api import Browser

STUDENTS = ("ada", "bob", "cleo", "dora")


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    if why := chromium.missing():
        pytest.skip(why)
    for old in FOLDER.glob("failed-*.png"):
        old.unlink()
    with chromium.started() as found:
        yield found


@pytest.fixture(scope="session")
def class_(browser: "Browser", tmp_path_factory: pytest.TempPathFactory) -> servers.Class:
    """The folders of a class of four, with nothing released yet."""
    return servers.made(tmp_path_factory.mktemp("class"), *STUDENTS)


@pytest.fixture(scope="session")
def distances(class_: servers.Class) -> str:
    """02_distances, which the instructor has made and released in a terminal."""
    for command in ("generate_assignment", "release_assignment"):
        class_.nbgrader("instructor", command, "02_distances")
    return "02_distances"


@pytest.fixture(scope="session")
def address_of(class_: servers.Class) -> Iterator[Callable[[str], str]]:
    """The address of a person's JupyterLab, which is started when it is first asked for."""
    found: dict[str, str] = {}
    with ExitStack() as stack:

        def address(person: str) -> str:
            if person not in found:
                found[person] = stack.enter_context(servers.jupyterlab(class_, person))
            return found[person]

        yield address


@pytest.fixture
def lab_of(
    browser: "Browser", class_: servers.Class, address_of: Callable[[str], str], request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Lab]]:
    """Opens a person's JupyterLab in a page of its own. Where the test fails, build/browser/ has what the pages showed then."""
    pages: dict[str, Lab] = {}

    def opened(person: str) -> Lab:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(chromium.SECONDS * 1000)
        pages[person] = Lab(page, address_of(person), class_.where(person))
        pages[person].open()
        return pages[person]

    failed = request.session.testsfailed
    yield opened
    for person, lab in pages.items():
        if request.session.testsfailed > failed:
            FOLDER.mkdir(parents=True, exist_ok=True)
            lab.page.screenshot(path=FOLDER / f"failed-{request.node.name}-{person}.png")
        lab.page.close()
