# fails: test_answer
# hint: 
q_no_zeroing = "c"
