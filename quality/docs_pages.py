"""Hooks of the documentation's site (mkdocs.yml): the page of the commands, made from their parsers, and links out of docs/."""

import argparse
import re
from typing import Any

from mkdocs.structure.files import File, Files

from autograder.front.cli.main import parser

PAGE = "reference/commands.md"
_OUTWARDS = re.compile(r"\[([^\]]+)\]\((?:\.\./)+([^)\s]*)\)")
_HEAD = """# The commands

Each says the same by `--help`. Exit status: 0 when all went well, whatever the scores; 1 when something ended in error;
2 for wrong usage; 130 after Ctrl-C.
"""


def on_files(files: Files, *, config: Any) -> Files:
    """Add the page of the commands."""
    files.append(File.generated(config, PAGE, content=commands()))
    return files


def on_page_markdown(markdown: str, *, page: Any, config: Any, files: Files) -> str:
    """A link to a file that is no page, as to a test, names the file: the site is read without the repository, too."""
    at = page.file.src_uri.count("/")

    def named(found: re.Match[str]) -> str:
        ups = found[0].partition("](")[2].count("../")
        return f"{found[1]} (`{found[2]}`)" if ups > at else found[0]

    return _OUTWARDS.sub(named, markdown)


def commands() -> str:
    """What each command says of itself, as Markdown."""
    return _HEAD + "".join(f"\n## autograder {name}\n\n```text\n{one.format_help()}```\n" for name, one in _all(parser()))


def _all(of: argparse.ArgumentParser, above: str = "") -> list[tuple[str, argparse.ArgumentParser]]:
    """The commands below a parser, each with its parser, and those that have commands of their own by these."""
    found = []
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):  # argparse has no public name for what it was given
            for name, one in action.choices.items():
                found += _all(one, f"{above}{name} ") or [(f"{above}{name}", one)]
    return found
