def zero_gradients(params):
    if not params:
        return
    first, *rest = params
    setattr(first, "grad", None)
    zero_gradients(rest)
