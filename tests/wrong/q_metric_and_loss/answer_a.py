# fails: test_answer
# hint: It is one comparison and a mean, and faster than the loss
q_metric_and_loss = "a"
