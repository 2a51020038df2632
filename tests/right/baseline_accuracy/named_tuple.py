from typing import NamedTuple

class Accuracies(NamedTuple):
    on_threes: float
    on_sevens: float
    mean: float

def baseline_accuracy(threes, sevens, mean3, mean7):
    counts = [torch.count_nonzero(is_3(pictures, mean3, mean7)).item() for pictures in (threes, sevens)]
    on3, wrong7 = counts[0] / len(threes), counts[1] / len(sevens)
    return Accuracies(on_threes=on3, on_sevens=1 - wrong7, mean=(on3 + 1 - wrong7) / 2)
