# Lower the limits of memory to less than there is: answering fails, wherever it is.
import resource

get_ipython().input_transformers_cleanup.append(lambda lines: [])
for what in (resource.RLIMIT_AS, resource.RLIMIT_DATA, resource.RLIMIT_STACK, resource.RLIMIT_MEMLOCK):
    try:
        resource.setrlimit(what, (4096, 4096))
    except (OSError, ValueError):
        pass
