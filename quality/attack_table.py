"""What each hostile submission got, in each way that the sandbox can be had: `make attack-table` writes docs/attacks.md.

Each mode runs in a process of its own, and an attack that ends it or holds it up costs that attack only. Exit status 1 when
one got something. `python quality/attack_table.py --only dying/ --mode root` tries some, and writes no document.
"""

import argparse
import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import aftermath
import classroom
from rich.progress import track

from autograder.judge.judge import Judge
from autograder.notebooks.settings import Seconds

DOCUMENT = classroom.COURSE.root / "docs" / "attacks.md"
PATIENCE = Seconds(cell=4.0, call=2.0, idle=4.0)
"""What the tests allow too: an attack that hangs is stopped after seconds."""
MOST_SECONDS = 300.0
"""Wall time after which an attack counts as one that holds up the run."""
MOST_MIB = 1024
"""Memory that the judge may need for one submission beyond what it has."""


@dataclass(frozen=True)
class Mode:
    """One way in which the sandbox is had: `ordinary` is a judge without root's rights, `environment` switches layers off."""

    name: str
    ordinary: bool = False
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def is_had(self) -> bool:
        """Whether this machine can try it: only root can become another user."""
        return os.geteuid() == 0 or self.ordinary


MODES = [Mode("root"), Mode("ordinary user", ordinary=True)]
"""Another is one line here: a name, and the environment that leaves a layer of the sandbox out."""


@dataclass
class Outcome:
    """What came of one attack in one mode: `got` has a word or two for each thing that it got, and is empty if it got nothing."""

    name: str
    kind: str
    got: list[str]
    seconds: float = 0.0
    judge_mib: float = 0.0
    judge_seconds: float = 0.0
    notes: list[str] = field(default_factory=list)


def tried(judge: Judge, attack: classroom.Attack, bait: aftermath.Bait) -> Outcome:
    """Grade one attack, and look at what it left."""
    zygote = judge.zygote()
    zygote.wait_until_ready()
    before, stood = aftermath.state(bait), aftermath.standing(zygote)
    notebook = classroom.with_first_cell(classroom.released(attack.assignment), bait.cell(attack))
    _forget_peak()
    memory, cpu, start = _memory("VmRSS"), time.process_time(), time.monotonic()
    got: list[str] = []
    notes: list[str] = []
    try:
        report = judge.grade(notebook, attack.assignment, "hostile")
        notes = report.notes
        got += [f"{report.score:g} points"] if report.score else []
        got += [f"{c.grade_id}: {k.reason or k.message}"[:300] for c, k in report.errors()[:1]]
        got += [f"{len({c.grade_id for c, _ in report.errors()})} not graded"] if report.errors() else []
        got += [f"text: {text}"[:200] for text in aftermath.unfit_text(report, notebook)[:1]]
    except Exception as e:
        got.append(f"the run was lost: {type(e).__name__}: {e}"[:300])
    seconds, cpu, memory = time.monotonic() - start, time.process_time() - cpu, _memory("VmHWM") - memory
    stands = aftermath.standing(judge.zygote())
    got += [f"{name}: {stood[name]} became {now}"[:200] for name, now in stands.items() if now != stood[name]]
    aftermath.restore(judge.zygote(), stood)
    got += [*aftermath.learned(notebook)[:1], *bait.heard()[:1]]
    got += [f"process: {one}" for one in aftermath.lasting_processes(judge.zygote())[:1]]
    got += [f"file: {one}" for one in aftermath.lasting_files(judge.zygote())[:1]]
    now = aftermath.state(bait)
    got += [f"changed: {path}" for path in sorted(before.keys() | now.keys()) if before.get(path) != now.get(path)][:1]
    got += [f"{memory:,.0f} MiB of the judge"] if memory > MOST_MIB else []
    try:
        after = judge.grade(classroom.solved("02_distances"), "02_distances", "next")
        got += [] if after.score == after.max_score else [f"the next submission got {after.score:g}"]
    except Exception as e:
        got.append(f"the next submission was lost: {type(e).__name__}: {e}"[:200])
    return Outcome(attack.name, attack.kind, got, round(seconds, 1), round(memory), round(cpu, 1), notes[:3])


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def _memory(what: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{what}:"))


def try_all(names: list[str]) -> None:
    """In a process of its own: try these attacks, and print an outcome for each, a line of JSON."""
    found = {attack.name: attack for attack in classroom.all_attacks()}
    judge = Judge(classroom.COURSE, device="cpu")
    judge.seconds = PATIENCE
    bait = aftermath.Bait()
    print(json.dumps("ready"), flush=True)
    for name in names:
        outcome = tried(judge, found[name], bait)
        print(json.dumps(asdict(outcome)), flush=True)
        if outcome.got:  # what it left must not be taken for what the next one leaves
            judge.close()
            bait.close()
            bait = aftermath.Bait()
            for path in (p for folder in ("/tmp", "/dev/shm") for p in Path(folder).glob("threes-and-sevens-attack*")):
                path.unlink(missing_ok=True)
    judge.close()
    bait.close()


def outcomes(mode: Mode, attacks: list[classroom.Attack]) -> Iterable[Outcome]:
    """What came of each attack in a mode; one that ended or held up the process that tried it is followed by a new one."""
    left = list(attacks)
    with _python(mode) as (python, environment):
        while left:
            here = left[0]
            process = _process(python, environment, [attack.name for attack in left])
            assert process.stdout is not None
            first = True
            with selectors.DefaultSelector() as selector:
                selector.register(process.stdout, selectors.EVENT_READ)
                while left:
                    line = process.stdout.readline() if selector.select(MOST_SECONDS) else None
                    if first and line:
                        first = False
                        continue
                    here = left.pop(0)
                    if not line:
                        process.kill()
                        why = "held up the run" if line is None else "ended the judge"
                        yield Outcome(here.name, here.kind, [why], MOST_SECONDS)
                        break
                    yield Outcome(**json.loads(line))
            process.kill() if left else process.wait()
            process.stdout.close()


@contextmanager
def _python(mode: Mode) -> Iterator[tuple[list[str], dict[str, str]]]:
    """The beginning of a command, up to Python, and its environment."""
    if mode.ordinary and os.geteuid() == 0:
        with classroom.ordinary_user() as (python, environment):
            yield python, environment | mode.environment
    else:
        yield [sys.executable], dict(os.environ | mode.environment)


def _process(python: list[str], environment: dict[str, str], names: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*python, __file__, "--try", *names], env=environment, stdout=subprocess.PIPE, bufsize=0)


def written(found: dict[str, list[Outcome]]) -> str:
    """The document."""
    attacks = classroom.all_attacks()
    kinds = list(dict.fromkeys(attack.kind for attack in attacks))
    lines = [
        "# What hostile submissions got",
        "",
        "Made by `make attack-table`. Each file of `tests/attacks/` is a cell in front of an untouched notebook, and may get",
        'nothing: no point, no "not graded", no process or file that stays, nothing of others changed, no text that does',
        f"something on a screen, no more than {MOST_MIB:,} MiB or {MOST_SECONDS:g} s of the run. *Got something* of *tried*,",
        "by the kind of attack and the way in which the sandbox was had:",
        "",
        f"| kind | attacks | {' | '.join(found)} | longest |",
        f"|---|---|{'---|' * len(found)}---|",
    ]
    for kind in kinds:
        rows = {mode: [o for o in tries if o.kind == kind] for mode, tries in found.items()}
        counts = [f"{sum(bool(o.got) for o in row)} of {len(row)}" for row in rows.values()]
        longest = max((o.seconds for row in rows.values() for o in row), default=0.0)
        lines.append(f"| {kind} | {sum(a.kind == kind for a in attacks)} | {' | '.join(counts)} | {longest:.0f} s |")
    counts = [f"{sum(bool(o.got) for o in tries)} of {len(tries)}" for tries in found.values()]
    lines += [f"| **all** | {len(attacks)} | {' | '.join(counts)} | |", "", "## Those that got something", ""]
    tries_by_name = {attack.name: attack.tries for attack in attacks}
    listed = [
        f"| `{o.kind}/{o.name}` | {tries_by_name[o.name]} | {mode} | {_cell('; '.join(o.got))} |"
        for mode, tries in found.items()
        for o in tries
        if o.got
    ]
    lines += ["| attack | what it tries | mode | what it got |", "|---|---|---|---|", *listed] if listed else ["None."]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """`text` for a cell of a table, without what belongs to one machine."""
    plain = " ".join(text.encode("unicode_escape").decode().split()).replace("|", "\\|").replace("<", "&lt;")
    return plain.replace(str(classroom.COURSE.root), "…")[:200]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--try", dest="names", nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--only", nargs="+", default=[], metavar="PART", help="attacks whose kind/name has this in it")
    parser.add_argument("--mode", action="append", default=[], choices=[mode.name for mode in MODES])
    parser.add_argument("--json", type=Path, help="write the outcomes there")
    asked = parser.parse_args()
    if asked.names:
        try_all(asked.names)
        return 0
    attacks = [a for a in classroom.all_attacks() if not asked.only or any(part in f"{a.kind}/{a.name}" for part in asked.only)]
    modes = [mode for mode in MODES if mode.is_had and (not asked.mode or mode.name in asked.mode)]
    found: dict[str, list[Outcome]] = {}
    for mode in modes:
        found[mode.name] = []
        for outcome in track(outcomes(mode, attacks), mode.name, total=len(attacks), disable=not sys.stderr.isatty()):
            found[mode.name].append(outcome)
            told = f"{outcome.seconds:6.1f} s {outcome.judge_seconds:5.1f} s of the judge {outcome.judge_mib:6.0f} MiB"
            print(f"{mode.name:14} {outcome.kind + '/' + outcome.name:44} {told}  {_cell('; '.join(outcome.got))}", flush=True)
    if asked.json:
        asked.json.write_text(json.dumps({mode: [asdict(o) for o in tries] for mode, tries in found.items()}, indent=1))
    if not asked.only and not asked.mode:
        DOCUMENT.write_text(written(found))
    return 1 if any(o.got for tries in found.values() for o in tries) else 0


if __name__ == "__main__":
    sys.exit(main())
