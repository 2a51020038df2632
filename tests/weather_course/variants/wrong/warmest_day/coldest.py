# fails: test_warmest, test_first_of_several, test_rows_of_any_number
# hint: dates of the lowest temperatures
def warmest_day(frame):
    return frame.loc[frame.groupby("station")["temp_c"].idxmin()].set_index("station")["date"]
