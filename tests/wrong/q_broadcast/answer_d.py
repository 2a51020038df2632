# fails: test_answer
# hint: An error would be kind
q_broadcast = "d"
