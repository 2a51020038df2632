# fails: test_a_step_after_every_batch, test_learning_rate_is_used, test_two_epochs, test_module_parameters, test_any_loader, test_steep_gradients, test_more_than_two_parameters
# hint: cross-entropy
def train_epoch(model, dl, lr, params):
    opt = torch.optim.SGD(params, lr=lr)
    for xb, yb in dl:
        loss = F.binary_cross_entropy_with_logits(model(xb), yb.float())
        opt.zero_grad()
        loss.backward()
        opt.step()
