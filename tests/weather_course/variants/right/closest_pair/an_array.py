def closest_pair(points):
    x, y = points.T
    d = np.hypot(x[:, None] - x, y[:, None] - y) + np.diag(np.full(len(points), np.inf))
    return np.sort(np.unravel_index(np.argmin(d), d.shape))
