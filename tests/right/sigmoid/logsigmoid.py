def sigmoid(x):
    return F.logsigmoid(x).exp()
