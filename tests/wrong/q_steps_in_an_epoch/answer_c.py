# fails: test_answer
# hint: 64 is the number of pictures in a batch; a step is taken for each batch.
q_steps_in_an_epoch = "c"
