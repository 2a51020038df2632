# fails: test_answer
# hint: Each picture is judged by itself
q_threshold = "d"
