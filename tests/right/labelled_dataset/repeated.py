def labelled_dataset(threes: Tensor, sevens: Tensor) -> tuple[Tensor, Tensor]:
    how_many = torch.tensor([threes.shape[0], sevens.shape[0]])
    labels = torch.tensor([1.0, 0.0]).repeat_interleave(how_many)
    return torch.concat([to_vectors(threes), to_vectors(sevens)]), labels.view(-1, 1)
