# Print a megabyte in the place of every later cell.
get_ipython().input_transformers_cleanup.append(lambda lines: ["print('x' * (1 << 20))\n"])
