def baseline_accuracy(threes, sevens, mean3, mean7):
    on3 = is_3(threes, mean3, mean7).float().mean()
    on7 = 1 - is_3(sevens, mean3, mean7).float().mean()
    both = torch.stack([on3, on7])
    return torch.cat([both, both.mean().unsqueeze(0)])
