# Have libraries fetch something: models, data sets, packages.
import torch
from fastai.data.external import URLs, untar_data

for attempt in (
    lambda: torch.hub.load_state_dict_from_url("http://127.0.0.1:9/x"),
    lambda: torch.hub.load("pytorch/vision", "resnet18"),
    lambda: untar_data(URLs.CIFAR),
    lambda: __import__("torchvision").datasets.MNIST(".", download=True),
    lambda: __import__("pandas").read_csv("http://127.0.0.1:9/x.csv"),
    lambda: get_ipython().run_line_magic("pip", "install threes-and-sevens-attack"),
    lambda: get_ipython().run_line_magic("load", "http://127.0.0.1:9/x.py"),
):
    try:
        attempt()
    except BaseException:
        pass
