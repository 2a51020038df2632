# fails: test_rows_of_any_number
# hint: IndexError
def warmest_day(frame):
    return frame.iloc[frame.groupby("station")["temp_c"].idxmax()].set_index("station")["date"]
