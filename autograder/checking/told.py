"""What a student is told when their code failed in a check, in the words of the course."""

from autograder.checking.explained import explained
from autograder.notebooks.settings import Words
from autograder.workers.answer import Error


def told(name: str, error: Error, words: Words) -> str:
    """What went wrong when `name` was called: `error` is a worker's word for it."""
    kind, message, where, inside = error["type"], error["message"][:500], error["where"], error["inside"]
    if error["missing"] and name.startswith(words.question):
        return f"`{name}` isn't answered yet: write a letter in its cell, and run it."
    if error["missing"]:
        return f"`{name}` isn't defined. Is its cell still there, and does it run without an error?"
    place = f" in {where}" if where else ""
    if kind == "Interrupted":
        return f"`{name}` was stopped: {message}"
    if kind == "NotImplementedError" and (not message or message.startswith(words.stub)):
        others = inside.isidentifier() and not inside.startswith("__") and inside not in name.split(".")
        return f"`{name}` calls `{inside}`, which isn't written yet." if others else f"`{name}` isn't written yet."
    if kind == "Unsendable":
        return f"What `{name}` returned can't be checked: {message}."
    return f"`{name}` raised {kind}{place}: {message} {explained(message, words.errors)}".strip()
