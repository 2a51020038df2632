import torch


def validate_epoch(model, dl):
    """Of each batch the share of right answers, and the mean of these shares."""
    shares = []
    with torch.no_grad():
        for xb, yb in dl:
            answers = model(xb) > 0
            right = sum(int(a == (t == 1)) for a, t in zip(answers.flatten().tolist(), yb.flatten().tolist(), strict=True))
            shares.append(right / answers.numel())
    return sum(shares) / len(shares)
