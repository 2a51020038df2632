# fails: test_answer
# hint: 
q_rate_too_large = "a"
