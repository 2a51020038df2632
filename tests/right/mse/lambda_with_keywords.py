mse = lambda preds, targs: torch.mean(input=torch.square(torch.sub(targs, preds)))
