# fails: test_gradients_of_the_loss, test_parameters_stay, test_gradients_add_up, test_any_model
# hint: No way leads back from the loss to the parameters
def calc_grad(xb, yb, model):
    batch_accuracy(model(xb), yb).backward()
