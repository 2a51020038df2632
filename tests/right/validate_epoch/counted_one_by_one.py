def validate_epoch(model, dl):
    shares = []
    for xb, yb in dl:
        right = 0
        for output, label in zip(model(xb).flatten().tolist(), yb.flatten().tolist()):
            says_3 = output > 0
            right += int(says_3 == bool(label))
        shares.append(right / len(yb))
    return float(f"{sum(shares) / len(shares):.4f}")
