# fails: test_a_step_after_every_batch, test_learning_rate_is_used, test_two_epochs, test_module_parameters, test_any_loader, test_steep_gradients, test_more_than_two_parameters
# hint: The weights after an epoch
def train_epoch(model, dl, lr, params):
    opt = torch.optim.SGD(params, lr=lr, weight_decay=0.01)
    for xb, yb in dl:
        opt.zero_grad()
        calc_grad(xb, yb, model)
        opt.step()
