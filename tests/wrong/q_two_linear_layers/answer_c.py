# fails: test_answer
# hint: It has more weights, and they all end in one weighted sum: write the two sums into each other.
q_two_linear_layers = "c"
