"""Where Chromium or Playwright can't be had, `make test-browser` says so, and is no success. Quick, and without either."""

import os
import shutil
import subprocess

import pytest
from browser import chromium, run


def nothing() -> None:
    """In the place of installing."""


@pytest.mark.parametrize(
    ("has_playwright", "path", "mends"), [(False, "/usr/bin/chromium", "pip install"), (True, None, "apt-get install chromium")]
)
def test_what_is_missing_is_said(
    has_playwright: bool, path: str | None, mends: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(chromium, "has_playwright", lambda: has_playwright)
    monkeypatch.setattr(chromium, "path", lambda: path)
    monkeypatch.setattr(run, "install", nothing)
    assert run.main([]) == run.NOT_RUN != 0
    (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith("NOT RUN: ") and mends in said


def test_apt_is_asked_by_root_only(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(chromium, "has_playwright", lambda: True)
    monkeypatch.setattr(chromium, "path", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", lambda command, **_: asked.append(command))
    for user, calls in ((1000, 0), (0, 2)):
        monkeypatch.setattr(os, "geteuid", lambda user=user: user)
        run.install()
        assert len(asked) == calls
