from fastai.metrics import error_rate
