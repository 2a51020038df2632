# fails: test_answer
# hint: PyTorch says nothing, and that is what makes this mistake so common
q_no_zeroing = "b"
