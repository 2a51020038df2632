# fails: test_gradients_of_the_loss, test_parameters_stay, test_gradients_add_up, test_any_model
# hint: wants an output for each answer
def calc_grad(xb, yb, model):
    loss = nn.CrossEntropyLoss()(model(xb), yb.squeeze(1))
    loss.backward()
