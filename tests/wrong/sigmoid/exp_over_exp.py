# fails: test_far_out
# hint: infinite over infinite
# breaks: however large or small
def sigmoid(x):
    return torch.exp(x) / (1 + torch.exp(x))
