# fails: test_many_pictures, test_as_many_pictures_as_the_course_has
# hint: divides by the number of pixels of a 28 by 28 picture
def rmse_distance(a, b):
    if a.ndim == 2:
        return F.mse_loss(a, b).sqrt()
    return torch.norm(a - b, dim=(1, 2)) / 28
