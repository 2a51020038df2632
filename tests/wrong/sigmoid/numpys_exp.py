# fails: test_gradient_flows_through_it
# hint: use torch's function of that name
# breaks: gradients flow through it
def sigmoid(x):
    return 1 / (1 + np.exp(-x))
