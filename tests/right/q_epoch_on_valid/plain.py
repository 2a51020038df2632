q_epoch_on_valid = 'd'
