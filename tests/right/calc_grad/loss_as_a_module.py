class MnistLoss(nn.Module):
    def forward(self, predictions, targets):
        p = predictions.sigmoid()
        return (targets - p).abs().mean()


def calc_grad(xb: Tensor, yb: Tensor, model: Callable[[Tensor], Tensor]) -> None:
    criterion = MnistLoss()
    torch.autograd.backward(criterion(model(xb), yb))
