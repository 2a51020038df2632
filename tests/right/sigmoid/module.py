sigmoid = nn.Sigmoid()
