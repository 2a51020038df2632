"""What can be found out while libraries are imported, by a process of its own: a machine has more cores than one."""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from typing import Any


class Meanwhile:
    """`work` in another process, from now on; its result is something that JSON can hold."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work = work
        self._pipe, told = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            status = 1
            try:
                os.close(self._pipe)
                with open(told, "w", encoding="ascii") as file:
                    json.dump(work(), file)
                status = 0
            finally:
                os._exit(status)
        os.close(told)

    def result(self) -> Any:
        """What the work gave, once it is done. What it raised is raised here, since then it is done once more."""
        with open(self._pipe, encoding="ascii") as file:
            said = file.read()
        _, status = os.waitpid(self._pid, 0)
        if status == 0:
            with suppress(ValueError):
                return json.loads(said)
        return self._work()
