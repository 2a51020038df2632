def closest_pair(points):
    best = None
    for i in range(len(points)):
        for j in range(i + 1, len(points)):
            distance = ((points[i] - points[j]) ** 2).sum()
            if best is None or distance < best[0]:
                best = distance, i, j
    return best[1], best[2]
