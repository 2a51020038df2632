# fails: test_one_spelling, test_nothing_to_mend
# hint: holds text (str), and should hold dates
def tidy(frame):
    found = pd.DataFrame(
        {
            "station": frame["Station"].str.strip().str.lower(),
            "date": frame[" Date "],
            "temp_c": pd.to_numeric(frame["Temp C"], errors="coerce"),
        }
    )
    return found.dropna(subset=["temp_c"]).drop_duplicates().reset_index(drop=True)
