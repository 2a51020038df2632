# fails: test_one_spelling, test_nothing_left
# hint: Rows without a temperature are left in
def tidy(frame):
    found = pd.DataFrame(
        {
            "station": frame["Station"].str.strip().str.lower(),
            "date": pd.to_datetime(frame[" Date "]),
            "temp_c": pd.to_numeric(frame["Temp C"], errors="coerce"),
        }
    )
    return found.drop_duplicates().reset_index(drop=True)
