# fails: test_what_is_passed_in_stays
# hint: changed by the call
def tidy(frame):
    frame.columns = ["station", "date", "temp_c"]
    frame["station"] = frame["station"].str.strip().str.lower()
    frame["date"] = pd.to_datetime(frame["date"])
    frame["temp_c"] = pd.to_numeric(frame["temp_c"], errors="coerce")
    return frame.dropna(subset=["temp_c"]).drop_duplicates().reset_index(drop=True)
