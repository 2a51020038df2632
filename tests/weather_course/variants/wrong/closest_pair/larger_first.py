# fails: test_nearest, test_two_points
# hint: smaller number first
def closest_pair(points):
    d = np.linalg.norm(points[:, None] - points, axis=2) + np.diag(np.full(len(points), np.inf))
    i, j = np.unravel_index(d.argmin(), d.shape)
    return j, i
