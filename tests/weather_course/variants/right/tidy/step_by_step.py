def tidy(frame):
    found = frame.copy()
    found.columns = ["station", "date", "temp_c"]
    found["station"] = [name.strip().lower() for name in found["station"]]
    found["date"] = found["date"].astype("datetime64[s]")
    found["temp_c"] = pd.to_numeric(found["temp_c"].replace("broken", None))
    found = found[found["temp_c"].notna()]
    return found[~found.duplicated()].reset_index(drop=True)
