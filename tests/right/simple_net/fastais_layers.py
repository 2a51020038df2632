def simple_net():
    return nn.Sequential(LinBnDrop(28 * 28, 30, bn=False, act=nn.ReLU()), LinBnDrop(30, 1, bn=False))
