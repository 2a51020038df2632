# fails: test_answer
# hint: Nobody divides by ten
q_no_zeroing = "c"
