def mean_by_group(frame, key, value):
    return frame.pivot_table(index=key, values=value, aggfunc="mean", dropna=False).reset_index()[[key, value]]
