# As many threads as there can be, with small stacks.
import threading
import time

threading.stack_size(32768)
n = 0
for n in range(20_000):
    try:
        threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()
    except Exception:
        break
print("learned-by-attack" if n > 1000 else "", n, "threads")
