# slow
# Tensors that share, expand and pin memory, and caches that are never let go.
import torch

hoard = []
for attempt in (
    lambda: torch.empty(1 << 40, dtype=torch.uint8),
    lambda: torch.ones(1).expand(1 << 30).contiguous(),
    lambda: torch.zeros(1 << 28).share_memory_(),
    lambda: torch.zeros(1 << 28).pin_memory(),
    lambda: torch.UntypedStorage.from_file("storage", True, 1 << 33),
    lambda: torch.ones(1 << 15, 1 << 15) @ torch.ones(1 << 15, 1),
):
    try:
        hoard.append(attempt())
    except Exception:
        pass
