# Start processes by the libraries that do: multiprocessing in each way, executors, loaders, torch.
import concurrent.futures
import multiprocessing

import torch

for way in ("fork", "spawn", "forkserver"):
    try:
        process = multiprocessing.get_context(way).Process(target=print, daemon=False)
        process.start()
        print("learned-by-attack", way)
    except Exception:
        pass
for attempt in (
    lambda: concurrent.futures.ProcessPoolExecutor(2).submit(print).result(2),
    lambda: list(torch.utils.data.DataLoader(torch.zeros(4), num_workers=2, timeout=1)),
    lambda: torch.multiprocessing.spawn(print, nprocs=2),
    lambda: torch.compile(lambda x: x + 1)(torch.zeros(2)),
    lambda: torch.utils.cpp_extension.load_inline("x", ""),
):
    try:
        attempt()
    except BaseException:
        pass
