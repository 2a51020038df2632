from statistics import linear_regression

def slope_by_differences(f, x, h=0.001):
    places = [x, x + h]
    return linear_regression(places, [float(f(place)) for place in places]).slope
