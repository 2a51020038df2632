# fails: test_far_out
# hint: It stops on the way
# breaks: however large or small
def sigmoid(x):
    return 1 / (1 + torch.exp(-x.clamp(-10, 10)))
