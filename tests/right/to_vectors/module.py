to_vectors = nn.Flatten()
