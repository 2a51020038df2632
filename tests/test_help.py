"""What the command says of itself: examples that work, 80 columns, a version, and what shells complete."""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import autograder
from autograder.front.cli import completion
from autograder.front.cli.examples import EXAMPLES
from autograder.front.cli.helping import GROUPS
from autograder.front.cli.main import main, parser

WIDTH = 80


def commands(above: str = "", of: argparse.ArgumentParser | None = None) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Each command and its parser, those below another too."""
    for action in (of or parser())._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield f"{above}{name}", command
                yield from commands(f"{above}{name} ", command)


def test_every_command_stands_in_a_group_and_has_examples() -> None:
    there = dict(commands())
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(name for name in there if " " not in name)
    assert EXAMPLES.keys() == there.keys()


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, lines in EXAMPLES.items() for line, _ in lines])
def test_an_example_is_a_command_line(name: str, line: str) -> None:
    words = shlex.split(line.partition(" > ")[0])
    assert words[: 1 + len(name.split())] == ["autograder", *name.split()]
    assert callable(parser().parse_args(words[1:]).run)


@pytest.mark.parametrize("columns", ["", "60", "300"])
def test_help_fits_a_screen(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for name, command in [("", parser()), *commands()]:
        text = command.format_help()
        assert max(map(len, text.splitlines())) <= WIDTH, name
        assert "==SUPPRESS==" not in text and (not name or f"examples:\n  autograder {name}" in text)


def test_without_a_command_all_are_listed_by_who_needs_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    told = capsys.readouterr().err
    assert told.startswith("usage: autograder COMMAND ...\n")
    for title, names in GROUPS.items():
        assert f"{title}:\n  {names[0]:13} " in told


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"autograder {autograder.__version__}, Python 3.")


def test_a_command_that_is_misspelt_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["reprot"])
    assert ended.value.code == 2 and "'reprot'" in capsys.readouterr().err


def in_shell(shell: str, script: Path, words: str) -> list[str]:
    """What a shell offers for the last of some words, once it has read the script."""
    where = {
        "autograder_script": str(script),
        "words": words,
        "PATH": os.environ["PATH"],
        "HOME": str(script.parent),
        "TERM": "dumb",
    }
    ask = {
        "bash": 'source "$autograder_script"; COMP_WORDS=($words); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); '
        'COMP_LINE="$words"; COMP_POINT=${#words}; f=$(complete -p autograder | sed "s/.*-F \\([^ ]*\\).*/\\1/"); '
        '$f autograder "${COMP_WORDS[COMP_CWORD]}"; printf "%s\\n" "${COMPREPLY[@]}"',
        "fish": 'source "$autograder_script"; complete -C "$words"',
        # Its completion needs a line that is being typed: a pseudo terminal, and the list that Ctrl-D asks for, once the line's
        # editor is up. What is echoed as it is typed isn't what is waited for.
        "zsh": "zmodload zsh/zpty; zpty it 'exec zsh -f -i'; "
        'zpty -w it "fpath=(${autograder_script:h} \\$fpath); autoload -U compinit; compinit -u -D; '
        "zle-line-init() { echo at''line }; zle -N zle-line-init\"; "
        "zpty -r it out '*atline*'; zpty -w -n it \"$words\"$'\\x04'; zpty -w it $'\\x15'\"echo fin''ished\"; "
        "zpty -r it out '*finished*'; print -r -- $out; zpty -d it",
    }[shell]
    command = {"bash": ["bash", "--norc"], "fish": ["fish", "--no-config"], "zsh": ["zsh", "-f"]}[shell]
    done = subprocess.run([*command, "-c", ask], capture_output=True, text=True, check=False, env=where, timeout=60)
    assert not done.stderr, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_a_shell_completes_commands_and_options(shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = tmp_path / "_autograder"
    script.write_text(capsys.readouterr().out)
    if shutil.which(shell) is None:
        pytest.skip(f"NOT RUN: {shell} isn't installed")
    syntax = subprocess.run([shell, "-n", str(script)], capture_output=True, text=True, check=False)
    assert syntax.returncode == 0, syntax.stderr
    offered = in_shell(shell, script, "autograder re")
    assert {"report", "replay", "regrade"} <= set(offered) and "doctor" not in offered
    assert "--terminal" in in_shell(shell, script, "autograder report --t")


def test_a_shell_that_isnt_known_is_said() -> None:
    told = subprocess.run([sys.executable, "-m", "autograder", "completion", "tcsh"], capture_output=True, text=True, check=False)
    assert told.returncode == 2 and "bash, zsh, fish" in told.stderr.replace("'", "")
