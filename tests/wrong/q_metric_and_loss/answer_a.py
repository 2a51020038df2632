# fails: test_answer
# hint: Slow progress needs a slope, too
q_metric_and_loss = "a"
