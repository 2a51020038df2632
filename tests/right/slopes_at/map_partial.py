from functools import partial

def slopes_at(f, places):
    return list(map(partial(slope_at, f), places))
