class Cropper:
    def __call__(self, image, top, bottom, left, right):
        part = torch.empty(bottom - top, right - left)
        for i in range(top, bottom):
            for j in range(left, right):
                part[i - top, j - left] = image[i, j]
        return part

crop = Cropper()
