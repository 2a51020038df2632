# fails: test_answer
# hint: It will choose as its data taught it
q_proxy = "c"
