# fails: test_answer
# hint: Gradients that add up make steps longer, and these are too long as it is
q_rate_too_large = "b"
