# fails: test_answer
# hint: 48 batches are full. What becomes of the 108 pictures that are left?
q_steps_in_an_epoch = "a"
