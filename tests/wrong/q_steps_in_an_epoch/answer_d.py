# fails: test_answer
# hint: That would be a step for each picture; a step is taken for each batch.
q_steps_in_an_epoch = "d"
