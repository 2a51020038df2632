# fails: test_gradients_of_the_loss, test_gradients_add_up, test_any_model, train_epoch.test_a_step_after_every_batch, train_epoch.test_learning_rate_is_used, train_epoch.test_two_epochs, train_epoch.test_module_parameters, train_epoch.test_more_than_two_parameters, train_model.test_trains_for_all_epochs, train_model.test_accuracy_after_each_epoch, train_model.test_trains_to_the_expected_accuracy
# hint: sum of the losses
def calc_grad(xb, yb, model):
    p = model(xb).sigmoid()
    torch.where(yb == 1, 1 - p, p).sum().backward()
