# fails: test_answer
# hint: With the border at 0.5, what becomes
q_threshold = "d"
