# fails: test_gradients_of_the_loss, test_gradients_add_up, test_any_model
# hint: cross-entropy
def calc_grad(xb, yb, model):
    F.binary_cross_entropy_with_logits(model(xb), yb.float()).backward()
