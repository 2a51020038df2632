"""A real Slurm of one node, this machine, for tests: munge, its controller and its node, all in a folder of the test's own."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dask_cluster import until
from ports import free_port

NEEDED = ("munged", "slurmctld", "slurmd", "sbatch", "squeue")


def missing() -> str:
    """Why there can't be one here; "" if there can."""
    found = [name for name in NEEDED if shutil.which(name, path=_PATH) is None]
    if found:
        return f"NOT RUN: Slurm isn't installed ({', '.join(found)}): apt-get install slurm-wlm munge"
    return "" if os.geteuid() == 0 else "NOT RUN: Slurm's daemons need root"


_PATH = f"{os.environ['PATH']}:/usr/sbin:/sbin"
_CONF = """
ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CryptoType=crypto/munge
SlurmctldPort={control}
SlurmdPort={node}
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
SlurmdParameters=config_overrides
NodeName={host} NodeAddr=127.0.0.1 CPUs=4 RealMemory=8000 State=UNKNOWN
PartitionName=all Nodes={host} Default=YES MaxTime=INFINITE State=UP
"""
_JOBS = """
jobqueue:
  slurm:
    cores: 1
    processes: 1
    memory: 2GB
    walltime: "00:10:00"
    interface: lo
    log-directory: {folder}/jobs
    local-directory: {folder}
"""


@contextmanager
def running(folder: Path) -> Iterator[dict[str, str]]:
    """The environment in which a command finds it. All of it has ended when this has."""
    for name in "state", "spool", "dask":
        (folder / name).mkdir(parents=True)
    (folder / "munge.key").write_bytes(os.urandom(128))
    (folder / "munge.key").chmod(0o400)
    host = socket.gethostname().partition(".")[0]
    (folder / "slurm.conf").write_text(_CONF.format(folder=folder, host=host, control=free_port(), node=free_port()))
    (folder / "dask" / "jobqueue.yaml").write_text(_JOBS.format(folder=folder))
    places = {"SLURM_CONF": str(folder / "slurm.conf"), "DASK_CONFIG": str(folder / "dask"), "PATH": _PATH, "HOME": str(folder)}
    environment = os.environ | places
    munge = [f"--{name}={folder}/munge.{end}" for name, end in (("key-file", "key"), ("socket", "socket"), ("pid-file", "pid"))]
    munge += [f"--{name}={folder}/munge.{name}" for name in ("log-file", "seed-file")]
    started: list[subprocess.Popen[bytes]] = []
    try:
        for name, command in {"munged": ["-F", "-f", *munge], "slurmctld": ["-D"], "slurmd": ["-D"]}.items():
            with (folder / f"{name}.out").open("wb") as out:
                started.append(subprocess.Popen([name, *command], stdout=out, stderr=out, env=environment, cwd=folder))
            until(
                {"munged": (folder / "munge.socket").exists, "slurmctld": lambda: jobs(environment) is not None}.get(
                    name, lambda: True
                )
            )
        until(lambda: "idle" in _said(environment, "sinfo", "--noheader", "--format=%T"))
        yield environment
    finally:
        _said(environment, "scancel", "--user=root")
        for one in reversed(started):
            one.terminate()
        for one in started:
            one.wait()


def jobs(environment: dict[str, str]) -> list[str] | None:
    """The numbers of the jobs that wait or run; None while nobody answers."""
    done = subprocess.run(["squeue", "--noheader", "--format=%i"], capture_output=True, text=True, check=False, env=environment)
    return done.stdout.split() if done.returncode == 0 else None


def cancel(job: str, environment: dict[str, str]) -> None:
    subprocess.run(["scancel", job], check=True, env=environment)


def _said(environment: dict[str, str], *command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment).stdout
