from collections import namedtuple
Data = namedtuple("Data", "x y")

def labelled_dataset(threes, sevens):
    y = torch.tensor([1.0] * threes.shape[0] + [0.0] * sevens.shape[0])[:, None]
    return Data(x=torch.cat([threes, sevens]).flatten(1), y=y)
