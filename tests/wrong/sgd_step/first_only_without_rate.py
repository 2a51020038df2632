# fails: test_against_the_gradient
# hint: learning rate isn't used
# also: hasn't moved
def sgd_step(params, lr):
    for p in params[:1]:
        p.data -= p.grad
