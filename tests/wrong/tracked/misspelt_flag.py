# fails: test_tracking, test_whole_numbers, test_gradient_arrives_in_it
# hint: requires_grad isn
def tracked(values):
    t = torch.tensor(values, dtype=torch.float32)
    t.require_grad = True
    return t
