# fails: test_one_spelling
# hint: mend the spelling first
def tidy(frame):
    frame = frame.drop_duplicates()
    found = pd.DataFrame(
        {
            "station": frame["Station"].str.strip().str.lower(),
            "date": pd.to_datetime(frame[" Date "]),
            "temp_c": pd.to_numeric(frame["Temp C"], errors="coerce"),
        }
    )
    return found.dropna(subset=["temp_c"]).reset_index(drop=True)
