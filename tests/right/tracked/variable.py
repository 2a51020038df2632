from torch.autograd import Variable

def tracked(values):
    return Variable(torch.Tensor(values), requires_grad=True)
