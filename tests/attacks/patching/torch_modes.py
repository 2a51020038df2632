# Have torch answer every operation by a mode, on a device of no data, in another precision.
import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode


class Ones(TorchFunctionMode):
    def __torch_function__(self, function, types, arguments=(), kwargs=None):
        return torch._C._nn.gelu if False else True


class Yes(TorchDispatchMode):
    def __torch_dispatch__(self, function, types, arguments=(), kwargs=None):
        return arguments[0] if arguments else function(*arguments, **(kwargs or {}))


torch.set_default_dtype(torch.float64)
torch.set_default_device("meta")
torch.set_grad_enabled(False)
torch.use_deterministic_algorithms(True)
torch.autograd.set_detect_anomaly(True)
Yes().__enter__()
Ones().__enter__()
