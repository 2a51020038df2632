# fails: test_answer
# hint: Is there a slope to follow
q_metric_and_loss = "c"
