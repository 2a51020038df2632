q_steps_in_an_epoch = 'b'
