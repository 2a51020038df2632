# Display one thing, and update it thousands of times, larger each time.
from IPython.display import display

handle = display("x", display_id="one")
for i in range(4_000):
    handle.update("x" * i)
for i in range(300):
    display("x", display_id="one")
