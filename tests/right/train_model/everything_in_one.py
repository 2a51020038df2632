from tqdm.auto import trange


def train_model(model, train_dl, valid_dl, epochs, lr, params):
    optimizer = torch.optim.SGD(params, lr)
    accuracies = []
    for epoch in trange(epochs, desc="epochs"):
        for xb, yb in train_dl:
            optimizer.zero_grad(set_to_none=False)
            mnist_loss(model(xb), yb).backward()
            optimizer.step()
        with torch.no_grad():
            found = [((model(xb) > 0).long() == yb).float().mean() for xb, yb in valid_dl]
        accuracies.append(sum(found) / len(found))
    optimizer.zero_grad()
    return accuracies
