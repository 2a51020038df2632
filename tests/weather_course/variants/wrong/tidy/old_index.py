# fails: test_one_spelling
# hint: have their old index yet
def tidy(frame):
    found = pd.DataFrame(
        {
            "station": frame["Station"].str.strip().str.lower(),
            "date": pd.to_datetime(frame[" Date "]),
            "temp_c": pd.to_numeric(frame["Temp C"], errors="coerce"),
        }
    )
    return found.dropna(subset=["temp_c"]).drop_duplicates()
