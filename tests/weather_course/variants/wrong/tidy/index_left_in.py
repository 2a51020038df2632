# fails: test_one_spelling, test_nothing_to_mend, test_nothing_left
# hint: an index that was left in
def tidy(frame):
    found = pd.DataFrame(
        {
            "station": frame["Station"].str.strip().str.lower(),
            "date": pd.to_datetime(frame[" Date "]),
            "temp_c": pd.to_numeric(frame["Temp C"], errors="coerce"),
        }
    )
    return found.dropna(subset=["temp_c"]).drop_duplicates().reset_index()
