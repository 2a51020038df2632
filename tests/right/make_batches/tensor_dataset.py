from torch.utils.data import TensorDataset

def make_batches(x, y, size, shuffle=False):
    return list(torch.utils.data.DataLoader(TensorDataset(x, y), batch_size=size, shuffle=shuffle))
