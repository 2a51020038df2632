# fails: test_answer
# hint: Then its loss would be low, and not rising
q_over_fitting = "c"
