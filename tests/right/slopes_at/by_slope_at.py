def slopes_at(f, places):
    return [slope_at(f, p) for p in places]
