# slow
# Block every signal, and wait in the kernel.
import signal
import threading

signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
threading.Event().wait()
