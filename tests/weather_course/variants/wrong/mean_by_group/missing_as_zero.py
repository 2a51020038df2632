# fails: test_missing_values
# hint: Missing values count as 0
def mean_by_group(frame, key, value):
    return frame.fillna({value: 0}).groupby(key, as_index=False)[value].mean()
