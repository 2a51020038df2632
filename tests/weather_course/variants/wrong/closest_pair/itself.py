# fails: test_nearest, test_two_points
# hint: A point isn't its own neighbour
def closest_pair(points):
    d = np.linalg.norm(points[:, None] - points, axis=2)
    return np.unravel_index(d.argmin(), d.shape)
