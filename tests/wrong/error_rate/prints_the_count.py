# fails: test_share_of_wrong_answers, test_all_right_and_all_wrong, test_as_many_answers_as_the_course_has
# hint: None
def error_rate(predictions, targets):
    wrong = 0
    for p, t in zip(predictions, targets):
        if p.argmax() != t:
            wrong += 1
    print(wrong)
