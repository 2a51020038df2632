# fails: test_gradient_arrives_in_it
# hint: another computation
def tracked(values):
    t = torch.tensor(values).float().requires_grad_()
    return t.clone()
