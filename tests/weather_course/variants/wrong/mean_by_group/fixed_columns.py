# fails: test_other_columns
# hint: KeyError
def mean_by_group(frame, key, value):
    return frame.groupby("station", as_index=False)["temp_c"].mean()
