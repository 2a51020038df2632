def gradient_at(f, weights):
    # the numbers are shared, but this tensor's flag and gradient are its own
    same_numbers = weights.detach().requires_grad_()
    f(same_numbers).backward()
    return same_numbers.grad
