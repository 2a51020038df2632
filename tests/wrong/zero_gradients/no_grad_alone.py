# fails: test_every_gradient_goes, test_nothing_to_clear, test_fresh_gradient_afterwards
# hint: still there
# also: The old gradient is still in the new one
def zero_gradients(params):
    with torch.no_grad():
        for p in params:
            p.grad
