# fails: test_any_size
# hint: don't squeeze that axis away
# breaks: (1,) for a batch of one
def is_3(x, mean3, mean7):
    d3 = (x - mean3).abs().mean((-1, -2))
    d7 = (x - mean7).abs().mean((-1, -2))
    return (d3 < d7).squeeze()
