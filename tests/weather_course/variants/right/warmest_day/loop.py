def warmest_day(frame):
    found = {}
    for name, part in frame.groupby("station"):
        found[name] = part.iloc[part["temp_c"].to_numpy().argmax()]["date"]
    return pd.Series(found, name="date").rename_axis("station")
