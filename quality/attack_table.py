"""What each hostile submission got, in each way that the sandbox can be had: `make attack-table` writes docs/attacks.md.

Each mode runs in a process of its own, and an attack that ends it or holds it up costs that attack only. Each outcome is noted in
build/attacks.jsonl with the commit, so a run that was cut off goes on where it was. Exit status 1 when something got through.
`python quality/attack_table.py --only dying/ --mode root` tries some; `--write` writes the document of what was tried so far.
"""

import argparse
import json
import os
import platform
import re
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import IO

import aftermath
import classroom
from classroom import Attack

from autograder.judge.judge import Judge
from autograder.notebooks.settings import Seconds
from autograder.sandbox import landlock
from autograder.sandbox.layers import Layers
from autograder.workers.zygote import Zygote

DOCUMENT = classroom.COURSE.root / "docs" / "attacks.md"
NOTED = classroom.COURSE.root / "build" / "attacks.jsonl"
PATIENCE = Seconds(cell=4.0, call=2.0, idle=4.0)
"""What the tests allow too: an attack that hangs is stopped after seconds."""
MOST_SECONDS = 600.0
"""Wall time after which an attack counts as one that holds up the run."""
MATTERS = ["autograder", "checks", "course.toml", "source", "tests/attacks", "tests/aftermath.py"]
"""An outcome holds for as long as none of these changes."""

LANDLOCKS = {"files", "network", "others", "processes"}
"""The kinds of attack that Landlock has a say in, which grew from version to version."""
KNOWN = {"tell_by_errors", "tell_by_stat"}
"""They learn of hidden files that they exist, which Landlock can't hide without name spaces: docs/sandbox.md."""


@dataclass(frozen=True)
class Mode:
    """One way in which the sandbox is had: `ordinary` is a judge without root's rights. `whole` ones try the slow attacks too,
    and those `between` two others only the kinds that Landlock has a say in.
    """

    name: str
    layers: Layers
    ordinary: bool = False
    whole: bool = False
    between: bool = False

    @property
    def is_had(self) -> bool:
        """Whether this machine can try it: only root can become another user."""
        return os.geteuid() == 0 or self.ordinary

    def attacks(self) -> list[Attack]:
        wanted = classroom.all_attacks()
        if self.between:
            wanted = [attack for attack in wanted if attack.kind in LANDLOCKS]
        return [attack for attack in wanted if self.whole or not (attack.slow or attack.kind == "time")]


NEWEST = landlock.abi()
MODES = [
    Mode("root", Layers(), whole=True),
    Mode("user", Layers(), ordinary=True, whole=True),
    Mode("root, name spaces only", Layers(landlock=0)),
    Mode("user, Landlock only", Layers(namespaces=False), ordinary=True),
    *(Mode(f"root, Landlock {n} only", Layers(False, n), between=1 < n < NEWEST) for n in (1, *range(NEWEST, 1, -1))),
]


@dataclass(frozen=True)
class Outcome:
    """What came of one attack in one mode: `got` has a few words for each thing that it got, and is empty if the kit held."""

    mode: str
    kind: str
    name: str
    got: list[str]
    seconds: float


def commit() -> str:
    """The last commit that changed something that matters; `+` if something has changed since."""
    found = _git("log", "-1", "--format=%h", "--", *MATTERS)
    return found + ("+" if _git("status", "--porcelain", "--", *MATTERS) else "")


def _git(*arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=classroom.COURSE.root, capture_output=True, text=True, check=True
    ).stdout.strip()


def noted(of: str) -> list[Outcome]:
    """What was tried already, of a commit."""
    lines = [json.loads(line) for line in NOTED.read_text().splitlines()] if NOTED.exists() else []
    return [Outcome(**line["outcome"]) for line in lines if line["commit"] == of]


def note(of: str, outcome: Outcome) -> None:
    NOTED.parent.mkdir(exist_ok=True)
    with NOTED.open("a") as file:
        file.write(json.dumps({"commit": of, "outcome": asdict(outcome)}) + "\n")


def try_all(mode: Mode, names: list[str]) -> None:
    """In a process of its own: try these attacks, and print an outcome for each, a line of JSON."""
    found = {attack.name: attack for attack in classroom.all_attacks()}
    while names:
        bait = aftermath.Bait()
        with (
            Zygote(classroom.COURSE.setup(), limits=classroom.COURSE.settings.limits, layers=mode.layers) as zygote,
            Judge(classroom.COURSE, device="cpu", zygote=zygote) as judge,
        ):
            judge.seconds = PATIENCE
            _look_at_layers(zygote, mode)
            print(json.dumps("ready"), flush=True)
            while names:
                outcome = _tried(judge, mode, found[names.pop(0)], bait)
                print(json.dumps(asdict(outcome)), flush=True)
                if outcome.got:
                    break  # what it left must not be taken for what the next one leaves
        bait.close()
        for path in (p for folder in ("/tmp", "/dev/shm") for p in Path(folder).glob("threes-and-sevens-attack*")):
            path.unlink(missing_ok=True)


def _look_at_layers(zygote: Zygote, mode: Mode) -> None:
    """A worker with name spaces is number 1 in its own: no mode may be tried in the place of another."""
    line = zygote.line()
    worker = line.worker(seed=1)
    answer = worker.ask(
        {"do": "run_cell", "source": "import os; assert (os.getpid() == 1) is " + str(mode.layers.namespaces), "cell": 1}
    )
    worker.close()
    line.close()
    if answer["error"] is not None:
        raise SystemExit(f"this machine hasn't what {mode.name!r} is about: {answer['error']['message']}")


def _tried(judge: Judge, mode: Mode, attack: Attack, bait: aftermath.Bait) -> Outcome:
    start = time.monotonic()
    try:
        got = aftermath.got(judge, attack, attack.assignment, bait)
    except Exception as e:
        got = [f"the run was lost: {type(e).__name__}: {e}"]
    return Outcome(mode.name, attack.kind, attack.name, [_plain(one) for one in got[:3]], round(time.monotonic() - start, 1))


def _plain(text: str) -> str:
    """`text` on one line, without what belongs to one machine."""
    without = text.replace(str(classroom.COURSE.root), "…")
    return re.sub(r"/tmp/[\w./-]+", "/tmp/…", " ".join(without.encode("unicode_escape").decode().split()))[:200]


def outcomes(mode: Mode, attacks: list[Attack]) -> Iterator[Outcome]:
    """What came of each attack in a mode; one that ended or held up the process that tried it is followed by a new one."""
    left = list(attacks)
    with _python(mode) as (python, environment):
        while left:
            command = [*python, __file__, "--try", mode.name, *(attack.name for attack in left)]
            process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, bufsize=0)
            assert process.stdout is not None
            try:
                yield from _told(mode, process.stdout, left)
                if not left:
                    process.wait(MOST_SECONDS)
            except subprocess.TimeoutExpired:
                pass  # the last one holds it up
            finally:
                process.kill()
                process.wait()
                process.stdout.close()


def _told(mode: Mode, told: IO[bytes], left: list[Attack]) -> Iterator[Outcome]:
    """The outcomes that a process tells, each taken from what is `left`, until none is, or the process has ended or hangs."""
    started = False
    with selectors.DefaultSelector() as selector:
        selector.register(told, selectors.EVENT_READ)
        while left:
            line = told.readline() if selector.select(MOST_SECONDS) else None
            if line and json.loads(line) == "ready":
                started = True
                continue
            if not started:
                raise SystemExit(f"{mode.name}: the judge didn't start")
            here = left.pop(0)
            if not line:
                why = "held up the run" if line is None else "ended the judge"
                yield Outcome(mode.name, here.kind, here.name, [why], MOST_SECONDS if line is None else 0)
                return
            yield Outcome(**json.loads(line))


@contextmanager
def _python(mode: Mode) -> Iterator[tuple[list[str], dict[str, str]]]:
    """The beginning of a command, up to Python, and its environment."""
    if mode.ordinary and os.geteuid() == 0:
        with classroom.ordinary_user() as (python, environment):
            yield python, environment
    else:
        yield [sys.executable], dict(os.environ)


HEAD = """\
# What hostile submissions get

Made by `make attack-table` on {today}, of commit {commit}, on Linux {kernel} with Landlock {newest}.

Each file of `tests/attacks/` is a cell in front of the untouched exercises. **The kit held** if no graded cell passed and none
was "not graded"; if afterwards no process and no file of the attack was there, nothing of the course, its checks, the bait (a
gradebook and another's submission) or the judge's own state had changed, nothing was learned or sent out, and no text in the
report would do something on a screen; and if the next submission got all its points ([`aftermath.py`](../tests/aftermath.py)).

The modes: **root** and an ordinary **user**, with all layers; then with some of them taken away, as on a machine that lacks
them: *ns* has name spaces and no Landlock, *L1* has Landlock as its first version was, and no name spaces, and so on. The filter
of system calls and the limits are always on ([sandbox.md](sandbox.md)). The kind `time`, and the attacks marked slow, are tried
with all layers only: what stops them is the judge's patience. Landlock's versions between the first and the newest are tried with
the kinds that it has a say in.

In each cell: held of tried.

"""


def written(found: list[Outcome], of: str) -> str:
    """The document, from what was tried."""
    modes = [mode for mode in MODES if any(o.mode == mode.name for o in found)]
    attacks = classroom.all_attacks()
    head = HEAD.format(today=date.today(), commit=of, kernel=platform.release().partition("-")[0], newest=NEWEST)
    lines = [
        f"| kind | attacks | {' | '.join(_short(mode) for mode in modes)} |",
        f"|---|---|{'---|' * len(modes)}",
    ]
    for kind in [*dict.fromkeys(attack.kind for attack in attacks), ""]:
        cells = [_count([o for o in found if o.mode == mode.name and kind in ("", o.kind)]) for mode in modes]
        number = sum(kind in ("", attack.kind) for attack in attacks)
        lines.append(f"| {kind or '**all**'} | {number} | {' | '.join(cells)} |")
    left = sum(len(mode.attacks()) for mode in MODES) - len(found)
    lines += ["", f"Not tried yet: {left:,}. `make attack-table` goes on."] if left else []
    lines += ["", "## What didn't hold", ""]
    known = " and ".join(f"`{name}`" for name in sorted(KNOWN))
    lines += [
        f"Where there are no name spaces, {known} learn whether a file exists and what is known of it from outside, not what is"
    ]
    lines += ["in it: Landlock doesn't hide that, as [sandbox.md](sandbox.md) says.", ""]
    bad: dict[tuple[str, str, str], list[str]] = {}
    for mode in modes:
        for o in found:
            if o.mode == mode.name and o.got:
                bad.setdefault((o.kind, o.name, "; ".join(o.got)), []).append(_short(mode))
    rows = [f"| {kind} | `{name}` | {', '.join(where)} | {_cell(got)} |" for (kind, name, got), where in sorted(bad.items())]
    lines += ["| kind | attack | modes | what it got |", "|---|---|---|---|", *rows] if rows else ["Nothing."]
    lines += ["", "## The attacks"]
    for kind in dict.fromkeys(attack.kind for attack in attacks):
        lines += ["", f"### {kind}", "", "| attack | what it tries |", "|---|---|"]
        slow = {True: " *(slow)*", False: ""}
        lines += [f"| `{a.name}` | {_cell(a.tries)}{slow[a.slow]} |" for a in attacks if a.kind == kind]
    return head + "\n".join(lines) + "\n"


def _short(mode: Mode) -> str:
    who = "user" if mode.ordinary else "root"
    if mode.layers.namespaces:
        return who if mode.layers.landlock is None else f"{who} ns"
    return f"{who} L{mode.layers.landlock or NEWEST}"


def _count(tries: list[Outcome]) -> str:
    return f"{sum(not o.got for o in tries)}/{len(tries)}" if tries else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--try", dest="names", nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--only", nargs="+", default=[], metavar="PART", help="attacks whose kind/name has this in it")
    parser.add_argument("--mode", action="append", default=[], choices=[mode.name for mode in MODES])
    parser.add_argument("--write", action="store_true", help="write the document of what was tried so far")
    asked = parser.parse_args()
    if asked.names:
        try_all(next(mode for mode in MODES if mode.name == asked.names[0]), asked.names[1:])
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was started is ended, and folders are removed
    of = commit()
    for mode in MODES:
        if asked.write or not mode.is_had or (asked.mode and mode.name not in asked.mode):
            continue
        done = {outcome.name for outcome in noted(of) if outcome.mode == mode.name}
        chosen = [a for a in mode.attacks() if not asked.only or any(part in f"{a.kind}/{a.name}" for part in asked.only)]
        left = [attack for attack in chosen if attack.name not in done]
        for number, outcome in enumerate(outcomes(mode, left), len(chosen) - len(left) + 1):
            note(of, outcome)
            name = f"{outcome.kind}/{outcome.name}"
            told = "; ".join(outcome.got) or "held"
            print(f"{mode.name:22} {number:3}/{len(chosen)} {name:46} {outcome.seconds:5.1f} s  {told}", flush=True)
    found = noted(of)
    if asked.write or not (asked.only or asked.mode):
        DOCUMENT.write_text(written(found, of))
    hidden = {mode.name for mode in MODES if mode.layers.namespaces}
    return 1 if any(o.got and (o.name not in KNOWN or o.mode in hidden) for o in found) else 0


if __name__ == "__main__":
    sys.exit(main())
