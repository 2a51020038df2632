# fails: test_answer
# hint: So does every loss of this course
q_metric_and_loss = "c"
