"""Screenshots of what people see, in build/browser/, each in the light and in the dark."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import classroom

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = classroom.COURSE.root / "build" / "browser"
_THEME = """async (theme) => {
    if (window.jupyterapp === undefined) return;
    const done = () => document.body.dataset.jpThemeName === theme;
    await window.jupyterapp.commands.execute("apputils:change-theme", { theme });
    while (!done()) await new Promise(requestAnimationFrame);
}"""


def shot(page: "Page", name: str, whole: bool = False) -> None:
    """Write build/browser/<name>-light.png and -dark.png of what the page shows, or of the `whole` of it. The page stays light.

    A page that knows no dark looks the same in both.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    schemes: list[tuple[Literal["dark", "light"], str]] = [("dark", "JupyterLab Dark"), ("light", "JupyterLab Light")]
    for scheme, theme in schemes:
        page.emulate_media(color_scheme=scheme)
        page.evaluate(_THEME, theme)
        _settled(page)
        page.screenshot(path=path(name, scheme), full_page=whole, animations="disabled")


def path(name: str, scheme: str) -> Path:
    """Where the picture of this name is."""
    return FOLDER / f"{name}-{scheme}.png"


def _settled(page: "Page") -> None:
    """Wait until what was changed is drawn, with the fonts that it asks for."""
    page.evaluate(
        "document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))"
    )
