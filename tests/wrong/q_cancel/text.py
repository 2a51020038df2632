# fails: test_answer
# hint: Your answer is "20 / 784"
q_cancel = "20 / 784"
