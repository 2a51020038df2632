"""The picture of the rooms and their arrows, made from the code: `make architecture` writes docs/architecture.svg.

A room is a package of autograder/, with its files in it; an arrow runs from a room to one that it imports. The rows are the
layers of pyproject.toml, which `make lint` holds the arrows to.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import grimp

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "architecture.svg"
WIDTH, ROW, HEAD, LINE, GAP = 1080, 58, 24, 15, 46
SAYS = {
    "front": "who asks: the command line, nbgrader",
    "backends": "where submissions run",
    "authoring": "for who writes a course",
    "templates": "repositories that the kit writes",
    "judge": "a submission's way through cells and checks",
    "checking": "what a check is written with",
    "notebooks": "the course, its rules, a student's notebook",
    "workers": "zygote and worker, seen from the judge",
    "pages": "pages that people read",
    "store": "results kept, none twice",
    "results": "the report",
    "visible": "a student's own checks, at home",
    "formats": "results as others read them",
    "repositories": "students' git repositories",
    "inside": "the worker's side: student code runs here",
    "link": "what travels, and how it is checked",
    "text": "a student's text, cleaned for its place",
    "sandbox": "what a worker may still do",
    "course_code": "a course's own files as modules",
    "handed_in": "opens what lies in submitted/",
}


@dataclass(frozen=True)
class Room:
    """Where a room stands in the picture, and what is in it."""

    name: str
    x: float
    y: float
    width: float
    height: float
    files: list[str]

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y


def layers() -> list[list[str]]:
    """The rows, from the top: names of rooms."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return [[name.strip() for name in row.split("|")] for row in contracts[0]["layers"]]


def arrows() -> set[tuple[str, str]]:
    """Every pair of rooms of which the first imports the second, but for what only type checkers import."""
    graph = grimp.build_graph("autograder", exclude_type_checking_imports=True)
    found = set()
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            pair = tuple(name.split(".")[1] if "." in name else "" for name in (module, imported))
            if pair[0] != pair[1] and all(pair) and "__main__" not in pair:
                found.add((pair[0], pair[1]))
    return found


def files_of(room: str) -> list[str]:
    """The files of a room, without `__init__.py`; a folder in it by its name."""
    folder = ROOT / "autograder" / room
    if not folder.is_dir():
        return []
    names = [path.stem for path in folder.glob("*.py") if path.stem != "__init__"]
    return sorted(names) + sorted(f"{path.parent.name}/" for path in folder.glob("*/__init__.py"))


def rooms() -> dict[str, Room]:
    """The rooms by their names, laid out row by row."""
    found, y = {}, 20.0
    for row in layers():
        width = (WIDTH - 40 - 40 * (len(row) - 1)) / len(row)
        lines = {name: _lines(files_of(name), int(width / 7.0)) for name in row}
        height = max(ROW, HEAD + 20 + LINE * max(len(found_lines) for found_lines in lines.values()))
        for i, name in enumerate(row):
            found[name] = Room(name, 20 + i * (width + 40), y, width, height, lines[name])
        y += height + GAP
    return found


def _lines(names: list[str], most: int) -> list[str]:
    """`names` in lines of at most `most` letters."""
    lines: list[str] = []
    for name in names:
        if lines and len(lines[-1]) + len(name) + 3 <= most:
            lines[-1] += f"   {name}"
        else:
            lines.append(name)
    return lines


def drawn() -> str:
    """The picture as SVG."""
    laid_out = rooms()
    height = max(room.y + room.height for room in laid_out.values()) + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" font-family="sans-serif" role="img">',
        "<title>The rooms of the engine, and which imports which</title>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0,0 L8,4 L0,8 z" fill="#5b6b7b"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{height:.0f}" fill="#ffffff"/>',
    ]
    pairs = sorted(arrows())
    for source, target in pairs:
        a, b = laid_out[source], laid_out[target]
        # From left to right as the other ends lie, so that few arrows cross.
        out = sorted((pair[1] for pair in pairs if pair[0] == source), key=lambda name: laid_out[name].middle)
        come = sorted((pair[0] for pair in pairs if pair[1] == target), key=lambda name: laid_out[name].middle)
        x1 = a.x + a.width * (out.index(target) + 1) / (len(out) + 1)
        x2 = b.x + b.width * (come.index(source) + 1) / (len(come) + 1)
        y1, y2 = a.y + a.height, b.y
        bend = (y2 - y1) * 0.5
        parts.append(
            f'<path d="M{x1:.0f},{y1:.0f} C{x1:.0f},{y1 + bend:.0f} {x2:.0f},{y2 - bend:.0f} {x2:.0f},{y2:.0f}" '
            'fill="none" stroke="#5b6b7b" stroke-width="1.2" opacity="0.7" marker-end="url(#tip)"/>'
        )
    for room in laid_out.values():
        fill = "#fdeeea" if room.name == "inside" else "#eef4fb"
        parts.append(
            f'<rect x="{room.x:.0f}" y="{room.y:.0f}" width="{room.width:.0f}" height="{room.height:.0f}" rx="6" '
            f'fill="{fill}" fill-opacity="0.93" stroke="#1f5fa8"/>'
            f'<text x="{room.x + 12:.0f}" y="{room.y + 20:.0f}" font-size="15" font-weight="bold" fill="#17324d">{room.name}'
            f'<tspan dx="10" font-size="12" font-weight="normal" fill="#44576b">{escape(SAYS[room.name])}</tspan></text>'
        )
        for i, line in enumerate(room.files):
            y = room.y + HEAD + 18 + LINE * i
            parts.append(
                f'<text x="{room.x + 12:.0f}" y="{y:.0f}" font-size="12" fill="#17324d" '
                f'xml:space="preserve">{escape(line)}</text>'
            )
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    PICTURE.write_text(drawn())
    print(f"{PICTURE}: {len(rooms())} rooms, {len(arrows())} arrows.")
