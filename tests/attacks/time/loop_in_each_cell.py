# slow
# An endless loop in the place of every later cell.
get_ipython().input_transformers_cleanup.append(lambda lines: ["while True: pass\n"])
