# Leave the work to another thread, which ends the process at some time later.
import os
import threading

get_ipython().input_transformers_cleanup.append(lambda lines: [])
threading.Timer(0.3, lambda: os._exit(0)).start()
threading.Timer(0.35, lambda: os.abort()).start()
