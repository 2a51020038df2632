# fails: test_answer
# hint: It is a share
q_metric_and_loss = "b"
