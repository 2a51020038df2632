# slow
# Run only when nobody else wants to: processor time passes slowly on a busy machine.
import os

get_ipython().input_transformers_cleanup.append(lambda lines: [])
for attempt in (lambda: os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0)), lambda: os.nice(19), lambda: os.sched_setaffinity(0, {0})):
    try:
        attempt()
    except OSError:
        pass
while True:
    pass
