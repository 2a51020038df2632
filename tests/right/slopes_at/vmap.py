def slopes_at(f, places):
    if not places:
        return []
    return torch.vmap(torch.func.grad(f))(torch.tensor(places)).tolist()
