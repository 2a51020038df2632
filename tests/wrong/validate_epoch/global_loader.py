# fails: test_mean_of_batch_accuracies, test_one_batch, test_many_batches, test_nothing_is_trained, train_model.test_trains_for_all_epochs, train_model.test_accuracy_after_each_epoch
# hint: 
def validate_epoch(model, dl):
    return torch.stack([batch_accuracy(model(xb), yb) for xb, yb in valid_dl]).mean()
