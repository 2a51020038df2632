# fails: test_gradients_of_the_loss, test_parameters_stay, test_gradients_add_up, test_any_model
# hint: What backward() is called on doesn't depend on a tracked tensor
def calc_grad(xb, yb, model):
    batch_accuracy(model(xb), yb).backward()
