# fails: test_answer
# hint: The steps already jump over the bottom
q_rate_too_large = "d"
