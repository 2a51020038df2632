def tidy(frame):
    rows = {}
    for name, date, number in frame.to_numpy():
        if number.replace(".", "").replace("-", "").isdigit():
            rows[name.strip().lower(), date, float(number)] = None
    found = pd.DataFrame({"station": [r[0] for r in rows], "date": [r[1] for r in rows], "temp_c": [r[2] for r in rows]})
    return found.astype({"station": str, "date": "datetime64[ns]", "temp_c": float})
