# fails: test_answer
# hint: 
q_proxy = "c"
