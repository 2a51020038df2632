# fails: test_slope_of_a_polynomial, test_by_autograd, test_whole_number_as_place, test_fresh_every_time
# hint: in the .grad of the tensor that was tracked
def slope_at(f, x):
    x = torch.tensor(float(x), requires_grad=True)
    loss = f(x)
    loss.backward()
    return loss.grad
