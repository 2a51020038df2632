# fails: test_a_batch, test_one_picture, test_any_size, test_uses_its_arguments
# hint: take abs() of each difference first
# also: A single picture gets the wrong answer
# breaks: by the L1 distance
def is_3(x, mean3, mean7):
    return (x - mean3).mean((-1, -2)).abs() < (x - mean7).mean((-1, -2)).abs()
