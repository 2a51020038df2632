def baseline_accuracy(threes, sevens, mean3, mean7):
    a3 = is_3(threes, mean3, mean7).mean(dtype=torch.float32)
    a7 = is_3(sevens, mean3, mean7).eq(False).mean(dtype=torch.float32)
    return torch.stack((a3, a7, torch.stack((a3, a7)).mean()))
