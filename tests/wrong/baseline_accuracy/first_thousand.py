# fails: test_as_many_pictures_as_the_course_has
# hint: go to the end of each stack
# breaks: all of them count
def baseline_accuracy(threes, sevens, mean3, mean7):
    on3 = is_3(threes[:1000], mean3, mean7).float().mean()
    on7 = 1 - is_3(sevens[:1000], mean3, mean7).float().mean()
    return on3, on7, (on3 + on7) / 2
