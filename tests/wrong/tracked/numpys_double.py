# fails: test_values, test_tracking, test_whole_numbers
# hint: holds float64
# also: make them floats first
def tracked(values):
    return torch.from_numpy(np.array(values)).requires_grad_()
