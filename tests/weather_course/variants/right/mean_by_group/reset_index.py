def mean_by_group(frame, key, value):
    return frame.groupby(key)[value].mean().reset_index()
