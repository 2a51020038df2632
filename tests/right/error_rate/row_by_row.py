def error_rate(predictions, targets):
    def answer(row):
        return max(range(len(row)), key=lambda k: row[k])
    return float(np.average([answer(row) != t for row, t in zip(predictions.tolist(), targets.tolist())]))
