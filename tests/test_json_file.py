"""Where `autograder grade --json` writes: a file, a link to one, or what is no file."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.results import json_file

PROGRAM = """
import sys; from pathlib import Path; from autograder.results import json_file
path = Path(sys.argv[1]); print("before", flush=True)
assert json_file.cant_be_written(path) is None; json_file.write_text(path, json_file.text([]))
"""


def test_a_link_to_a_file_stays_one(tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(tmp_path / "real.json")
    for _ in range(2):
        assert json_file.cant_be_written(tmp_path / "linked") is None
        json_file.write_text(tmp_path / "linked", json_file.text([]))
        assert (tmp_path / "linked").is_symlink()
        assert json.loads((tmp_path / "real.json").read_text()) == []
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("is_piped", [True, False])
def test_a_link_to_standard_output_stays_one(tmp_path: Path, is_piped: bool) -> None:
    """As /dev/stdout is; whoever replaced that as root would break the machine."""
    link, out = tmp_path / "stdout", tmp_path / "out.txt"
    link.symlink_to("/proc/self/fd/1")
    command = [sys.executable, "-c", PROGRAM, str(link)]
    with out.open("w") as stream:
        done = subprocess.run(command, stdout=subprocess.PIPE if is_piped else stream, check=True)
    assert link.is_symlink()
    assert (done.stdout.decode() if is_piped else out.read_text()).split() == ["before", "[]"]
