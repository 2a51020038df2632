"""Debian's Chromium under Playwright, or why it can't be had here."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SECONDS = 120.0
"""How long a page is waited for on a machine that does much else. Nothing is decided by it."""


def has_playwright() -> bool:
    return all(importlib.util.find_spec(name) is not None for name in ("playwright", "axe_playwright_python"))


def path() -> str | None:
    """Where Chromium is."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def missing() -> str:
    """What these tests need and don't find here, and what brings it; else ""."""
    if not has_playwright():
        return "NOT RUN: Playwright and axe aren't both installed here: pip install -c constraints.txt -e '.[browser]'"
    return "" if path() else "NOT RUN: there is no Chromium here: sudo apt-get install chromium"


@contextmanager
def started() -> Iterator["Browser"]:
    """Chromium without a window. Its own sandbox needs a user other than root."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=SECONDS * 1000)
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=path(), args=arguments, timeout=SECONDS * 1000)
        yield browser
        browser.close()
