# fails: test_first_of_several
# hint: the first row counts, and not the last
def warmest_day(frame):
    best = frame.sort_values("temp_c", kind="stable").drop_duplicates("station", keep="last")
    return best.sort_values("station").set_index("station")["date"]
