# fails: test_values_and_tracking, test_whole_numbers
# hint: holds float64
def tracked(values):
    return torch.from_numpy(np.array(values)).requires_grad_()
