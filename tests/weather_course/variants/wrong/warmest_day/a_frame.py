# fails: test_warmest, test_first_of_several, test_rows_of_any_number
# hint: take its one column
def warmest_day(frame):
    return frame.loc[frame.groupby("station")["temp_c"].idxmax()].set_index("station")[["date"]]
