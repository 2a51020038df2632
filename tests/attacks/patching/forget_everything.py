# Delete all names, and what the notebook's cells need.
import sys

get_ipython().reset(new_session=False)
import sys

for name in [name for name in sys.modules if name.startswith(("torch", "fastai", "numpy", "IPython"))]:
    sys.modules.pop(name)
globals().clear()
