# fails: test_warmest, test_first_of_several, test_rows_of_any_number
# hint: the dates are asked for
def warmest_day(frame):
    return frame.groupby("station")["temp_c"].max()
