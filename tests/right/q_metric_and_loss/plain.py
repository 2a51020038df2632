q_metric_and_loss = 'd'
