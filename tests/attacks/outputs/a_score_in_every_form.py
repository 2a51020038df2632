# Numbers, text and JSON that could be read as a score, as each kind of output.
import json
import sys

from IPython.display import display

for value in (12, 12.0, "12", "12/12", {"score": 12}, json.dumps({"score": 12, "max_score": 12})):
    display(value)
    sys.displayhook(value)
    print(value)
    get_ipython().display_pub.publish({"text/plain": str(value), "application/json": value if isinstance(value, dict) else "12"})
get_ipython().input_transformers_cleanup.append(lambda lines: ["12.0\n"])
12.0
