# fails: test_answer
# hint: The loss grows faster and faster
q_rate_too_large = "a"
