# fails: test_true_or_false
# hint: should be truth values
# breaks: Returns a bool tensor
def is_3(x, mean3, mean7):
    return (l1_distance(x, mean3) < l1_distance(x, mean7)).float()
