# fails: test_answer
# hint: That would need shapes that are equal
q_broadcast = "b"
