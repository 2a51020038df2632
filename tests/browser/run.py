"""`make test-browser`: install what the tests in JupyterLab need, where that may be done, and run them.

Ends as pytest does, and with 3 and a line that begins with NOT RUN where something can't be had: then nothing was tested.
"""

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from browser import chromium

ROOT = Path(__file__).parents[2]
PIP = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", "constraints.txt", "-e", ".[browser]"]
NOT_RUN = 3


def main(arguments: list[str]) -> int:
    """Run the tests, with these `arguments` of pytest's."""
    install()
    if why := chromium.missing():
        print(why, file=sys.stderr)
        return NOT_RUN
    tests = [sys.executable, "-m", "pytest", "-m", "browser", "tests/browser", *arguments]
    return subprocess.run(tests, cwd=ROOT, check=False).returncode


def install() -> None:
    """What is missing of Playwright and Chromium. That it can't be installed shows in its being missing still."""
    if not chromium.has_playwright():
        subprocess.run([sys.executable, *PIP], cwd=ROOT, check=False)
        importlib.invalidate_caches()
    if chromium.path() is None and shutil.which("apt-get") and os.geteuid() == 0:
        for step in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", *step], env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, check=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
