# Pictures, pages, widgets and programs that aren't what they say.
from IPython.display import display

for kind in ("image/png", "image/jpeg", "image/svg+xml", "text/html", "text/latex", "text/markdown", "application/javascript", "application/json", "application/pdf", "application/vnd.jupyter.widget-view+json", "application/vnd.autograder+json", "text/plain\x1b[2J", "text/\ud800"):
    for data in ("<script>alert(1)</script>", "\x1b[2J", "=" * 1000, "\ud800", "x" * 100_000, {"model_id": "1"}, ["a"], 12, None, b"abc"):
        try:
            display({kind: data}, raw=True, metadata={kind: {"width": "\x1b[2J"}})
        except Exception:
            pass
