def warmest_day(frame):
    best = frame.sort_values("temp_c", ascending=False, kind="stable").drop_duplicates("station")
    return best.sort_values("station").set_index("station")["date"]
