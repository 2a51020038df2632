# fails: test_answer
# hint: 
q_metric_and_loss = "a"
