# Answer each interrupt by starting over, from a handler, in a thread's wait.
import signal
import threading


def again(*arguments):
    while True:
        threading.Event().wait(100)


for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):
    signal.signal(number, again)
    signal.siginterrupt(number, False)
again()
