from dataclasses import dataclass

@dataclass
class BasicOptim:
    params: Iterable[Tensor]
    lr: float

    def __post_init__(self):
        self.params = [p for p in self.params]

    def step(self) -> None:
        for p in self.params:
            p.data.sub_(self.lr * p.grad.data)

    def zero_grad(self) -> None:
        for p in self.params:
            if p.grad is not None:
                p.grad.detach_()
                p.grad.zero_()
