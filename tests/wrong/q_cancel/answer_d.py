# fails: test_answer
# hint: That is the RMSE; here nothing is squared, and no root is taken.
q_cancel = "d"
