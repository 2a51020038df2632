# fails: test_answer
# hint: With the border at 0, which of the four
q_threshold = "c"
