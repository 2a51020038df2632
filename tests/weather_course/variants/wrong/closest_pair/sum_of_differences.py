# fails: test_nearest
# hint: the root of the sum of both squares
def closest_pair(points):
    d = np.abs(points[:, None] - points).sum(axis=2) + np.diag(np.full(len(points), np.inf))
    return np.unravel_index(d.argmin(), d.shape)
