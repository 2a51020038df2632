from torch.nn.utils import parameters_to_vector, vector_to_parameters

def sgd_step(params, lr):
    with torch.no_grad():
        where = parameters_to_vector(params)
        slopes = parameters_to_vector([p.grad for p in params])
        vector_to_parameters(where - lr * slopes, params)
