# fails: test_any_loader
# hint: go through them
# breaks: in a for loop, not by number
class MiniLearner:
    def __init__(self, train_dl, valid_dl, model, loss_func, lr, metric):
        store_attr()
        self.accuracies = []

    def fit(self, epochs):
        for epoch in range(epochs):
            self.model.train()
            for i in range(len(self.train_dl)):
                xb, yb = self.train_dl[i]
                self.loss_func(self.model(xb), yb).backward()
                for p in self.model.parameters():
                    p.data -= p.grad * self.lr
                    p.grad = None
            self.model.eval()
            with torch.no_grad():
                found = [self.metric(self.model(xb), yb) for xb, yb in self.valid_dl]
            self.accuracies.append(torch.stack(found).mean().item())
