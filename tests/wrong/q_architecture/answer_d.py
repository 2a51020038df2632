# fails: test_answer
# hint: Parameters come from where a training starts
q_architecture = "d"
