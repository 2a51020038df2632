import copy

def gradient_at(f, weights: Tensor) -> Tensor:
    w = copy.deepcopy(weights)
    w.requires_grad = True
    (gradient,) = torch.autograd.grad(outputs=f(w), inputs=[w])
    return gradient
