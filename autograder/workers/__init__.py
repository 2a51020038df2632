"""The judge's side of the processes in which student code runs: the zygote, one worker, and the time it may take."""
