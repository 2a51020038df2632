# fails: test_answer
# hint: That would be t[2:10, 1:4]. Here there are two pairs of brackets
q_double_brackets = "a"
