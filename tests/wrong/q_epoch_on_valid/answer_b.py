# fails: test_answer
# hint: The rate has nothing to do with it. On which pictures were the last steps taken?
q_epoch_on_valid = "b"
