# Let torch open its own sockets: stores, process groups, remote calls.
import datetime

import torch.distributed as dist

soon = datetime.timedelta(seconds=0.5)
for attempt in (
    lambda: dist.TCPStore("127.0.0.1", 29500, 1, True, timeout=soon, wait_for_workers=False),
    lambda: dist.FileStore("/tmp/threes-and-sevens-attack-store", 1).set("a", "b"),
    lambda: dist.init_process_group("gloo", init_method="tcp://127.0.0.1:29501", rank=0, world_size=1, timeout=soon),
    lambda: dist.init_process_group("gloo", init_method="file:///tmp/threes-and-sevens-attack-group", rank=0, world_size=1, timeout=soon),
):
    try:
        attempt()
    except BaseException:
        pass
