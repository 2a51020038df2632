# fails: test_answer
# hint: 15 batches are full. What becomes of the 40 pictures that are left?
q_steps_in_an_epoch = "a"
