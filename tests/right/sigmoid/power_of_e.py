import math

def sigmoid(x):
    return (1 + math.e ** -x) ** -1
