"""GitHub's workflows without GitHub: checked by three tools offline, and their shell steps run one by one on this machine.

Real: the shell, the steps, the files that GitHub names. In GitHub's place: the actions that are used, which aren't run, and the
environment of a job.
"""

import base64
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

BIN = Path(sys.executable).parent


def validate(repository: Path) -> None:
    """Check all workflows of a repository by GitHub's schema, by actionlint, and by zizmor at its most pedantic."""
    paths = sorted(str(path) for path in (repository / ".github/workflows").glob("*.yml"))
    assert paths
    own = repository / ".github/actionlint.yaml"
    config = ["-config-file", str(own)] if own.exists() else []
    for command in (
        [BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *paths],
        [BIN / "check-jsonschema", "--builtin-schema", "custom.github-workflows-require-timeout", *paths],
        [BIN / "actionlint", "-no-color", *config, *paths],
        [BIN / "zizmor", "--offline", "--no-config", "--persona", "pedantic", *paths],
    ):
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    relative = [f"{path}: {found}" for path in paths for step in steps(Path(path)) for found in _relative(step)]
    assert not relative, "actions/upload-artifact refuses a path with . or .. in it"


def _relative(step: dict[str, Any]) -> list[str]:
    """The paths of a step with a part that only says where another lies: the actions take none of these, and no tool says so."""
    paths = [line.strip() for line in str(step.get("with", {}).get("path", "")).splitlines()]
    return [path for path in paths if {".", ".."} & set(path.removeprefix("!").split("/"))]


def steps(path: Path) -> list[dict[str, Any]]:
    """The steps of a workflow's only job."""
    (job,) = yaml.safe_load(path.read_text())["jobs"].values()
    found: list[dict[str, Any]] = job["steps"]
    return found


@dataclass
class Step:
    name: str
    status: int


@dataclass
class Ran:
    """What came of a workflow: its shell steps, what they printed, their outputs, and the summary."""

    steps: list[Step] = field(default_factory=list)
    log: str = ""
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    summary: str = ""

    @property
    def status(self) -> int:
        return next((step.status for step in self.steps if step.status), 0)

    def results(self, step: str) -> dict[str, Any]:
        """What the step wrote for the actions of GitHub Classroom."""
        found: dict[str, Any] = json.loads(base64.b64decode(self.outputs[step]["result"]))
        return found


def run(path: Path, checkout: Path, folder: Path, job: dict[str, str]) -> Ran:
    """Run the shell steps of a workflow as its runner would: each in a shell of its own, the next only if it went well.

    `checkout` is what actions/checkout made; `job` is the job's environment. A step whose `if` asks for more than GitHub's default
    is left to GitHub.
    """
    ran = Ran()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "PYTHON", "GIT_"))}
    for number, step in enumerate(steps(path)):
        if "run" not in step or ran.status:
            continue
        files = {name: folder / f"{name.lower()}-{number}" for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_ENV")}
        for file in files.values():
            file.write_text("")
        own = {name: _evaluated(str(value), job) for name, value in step.get("env", {}).items()}
        given = {"GITHUB_ACTIONS": "true", "CI": "true", "OMP_NUM_THREADS": "1"} | {
            name: str(file) for name, file in files.items()
        }
        environment = clean | given | job | own | {"PATH": f"{BIN}{os.pathsep}{clean['PATH']}"}
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(shell, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
        ran.steps.append(Step(step.get("name", ""), done.returncode))
        ran.log += done.stdout + done.stderr
        ran.outputs[step.get("id", str(number))] = _outputs(files["GITHUB_OUTPUT"].read_text())
        ran.summary += files["GITHUB_STEP_SUMMARY"].read_text()
    return ran


def shell(command: list[str], folder: Path, job: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run a script as a step of a job does, with the job's environment."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "PYTHON", "GIT_"))}
    given = clean | {"OMP_NUM_THREADS": "1"} | job
    return subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, check=False)


def _evaluated(text: str, job: dict[str, str]) -> str:
    """An expression of a secret or the token, as the job's environment gives it."""
    return re.sub(r"\$\{\{ *(?:secrets|vars|github)\.(\w+) *\}\}", lambda found: job.get(found[1].upper(), ""), text)


def _outputs(text: str) -> dict[str, str]:
    """`name=value` by lines, as a step writes them."""
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
