# fails: test_nearest
# hint: look for the smallest distance
def closest_pair(points):
    d = np.linalg.norm(points[:, None] - points, axis=2)
    return np.unravel_index(d.argmax(), d.shape)
