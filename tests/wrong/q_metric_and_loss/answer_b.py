# fails: test_answer
# hint: How often is that exactly on a jump
q_metric_and_loss = "b"
