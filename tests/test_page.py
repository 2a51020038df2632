"""What every page has: its policy, one file, and nothing that came from a student but as text."""

import re

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from autograder.pages.page import environment
from autograder.text.html import POLICY


def shown(body: str, **values: object) -> str:
    """A page with this body, which a template gives that is no file."""
    blocks = {"title": "A page", "body": body}
    text = "{% extends 'page.html.j2' %}" + "".join(f"{{% block {name} %}}{it}{{% endblock %}}" for name, it in blocks.items())
    made: str = environment().from_string(text).render(policy=POLICY, **values)
    return made


def test_a_text_is_never_more_than_text() -> None:
    found = shown('<p title="{{ it }}">{{ it }}</p>', it='"><script>\u202ealert(1)</script>\x1b[31m')
    assert "<script" not in found and "\u202e" not in found and "\x1b" not in found
    assert "&lt;script&gt;\\u202ealert(1)&lt;/script&gt;" in found


def test_what_was_cleaned_stays_html() -> None:
    assert "<b>kept</b>" in shown("{{ it }}", it=Markup("<b>kept</b>"))


def test_a_name_that_a_template_gets_wrong_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        shown("{{ it }}")


def test_one_file_with_its_policy() -> None:
    found = shown("")
    assert found.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "default-src &#39;none&#39;" in found and "--ground" in found and "width=device-width" in found
    assert not re.search(r"https?://|<script|<link|@import|url\(", found), "nothing from elsewhere"
