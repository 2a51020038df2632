def standardise(x):
    centred = x - x.mean(0, keepdims=True)
    spread = np.sqrt((centred**2).mean(0))
    return np.divide(centred, spread, out=np.zeros_like(centred), where=spread > 0)
