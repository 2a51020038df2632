q_no_zeroing = " d"
