# fails: test_answer
# hint: Your answer is a list, ["c"]
q_which_grows = ["c"]
