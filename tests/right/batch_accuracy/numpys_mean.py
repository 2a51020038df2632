def batch_accuracy(predictions: Tensor, targets: Tensor) -> float:
    called = predictions.detach().numpy() > 0
    return float(np.mean(called == targets.numpy()))
