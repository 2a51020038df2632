# fails: test_answer
# hint: Deleting a column deletes a name, and not what the other columns know
q_proxy = "d"
