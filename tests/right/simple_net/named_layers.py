from collections import OrderedDict

def simple_net():
    layers = OrderedDict()
    layers["first"] = nn.Linear(28 * 28, 30)
    layers["bend"] = nn.ReLU(inplace=True)
    layers["second"] = nn.Linear(in_features=30, out_features=1, bias=True)
    return nn.Sequential(layers)
