# fails: test_labels, test_as_many_pictures_as_the_course_has
# hint: The labels follow from what is in the pictures
# breaks: 1 for a 3, 0 for a 7
def labelled_dataset(threes, sevens):
    x = to_vectors(torch.cat([threes, sevens]))
    return x, (x.float().mean(1) > 0.5).long().unsqueeze(1)
