# fails: test_answer
# hint: It may have, or it may not: which pictures would show it?
q_epoch_on_valid = "a"
