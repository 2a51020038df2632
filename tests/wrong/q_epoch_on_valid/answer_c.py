# fails: test_answer
# hint: Accuracy says something, if one knows which pictures it was counted on.
q_epoch_on_valid = "c"
