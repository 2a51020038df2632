def error_rate(predictions, targets):
    p, t = predictions.cpu().numpy(), targets.cpu().numpy()
    return np.mean(p.argmax(axis=1) != t, dtype=np.float32)
