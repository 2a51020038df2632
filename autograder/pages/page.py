"""A page from its template. What a template is given is text and is escaped, unless who cleaned it says that it is HTML."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.text.html import POLICY
from autograder.text.places import visible

_TEMPLATES = Path(__file__).with_name("templates")


def page(template: str, script: str = "", **values: Any) -> str:
    """The whole file. `template` extends page.html.j2; what it shows of `values` is escaped, but for `Markup`.

    `script` names a file of ours, which is the one script that may run in it: the page's policy has its digest, and it has it as
    `script`.
    """
    if not script:
        return environment().get_template(template).render(policy=POLICY, **values)
    text = environment().globals["style"](script)  # type: ignore[operator]
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    policy = f"{POLICY}; script-src 'sha256-{digest}'"
    return environment().get_template(template).render(policy=policy, script=text, **values)


@cache
def environment() -> Environment:
    """The templates, and how a value is shown in them."""
    loader = FileSystemLoader(_TEMPLATES)
    made = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_shown
    )
    made.globals["style"] = lambda name: Markup(loader.get_source(made, name)[0])  # a file of ours
    made.filters["inline"] = inline
    return made


def inline(text: str) -> Markup:
    """A sentence with what stands in backquotes as code."""
    parts = visible(text, "\n\t").split("`")
    if len(parts) % 2 == 0:  # one of them has no partner
        parts[-2:] = ["`".join(parts[-2:])]
    return Markup("").join(Markup("<code>{}</code>").format(part) if i % 2 else escape(part) for i, part in enumerate(parts))


def _shown(value: Any) -> Any:
    """A text with what can't be seen as an escape: so nothing turns the direction of writing, or hides."""
    return visible(value, "\n\t") if isinstance(value, str) and not isinstance(value, Markup) else value
