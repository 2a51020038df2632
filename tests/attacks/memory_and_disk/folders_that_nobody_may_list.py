# Hide what is written in folders that can't be listed or entered, and from those who would delete them.
import os

for name, mode in (("a", 0o300), ("b", 0o000), ("c", 0o100), ("d", 0o500), ("e", 0o400)):
    os.makedirs(f"{name}/in/side", exist_ok=True)
    open(f"{name}/in/f", "w").write("x")
    os.chmod(f"{name}/in", 0o500)
    os.chmod(name, mode)
for i in range(12):
    try:
        with open(f"a/f{i}", "wb") as f:
            for _ in range(50):
                f.write(bytes(1 << 20))
    except OSError:
        break
else:
    print("learned-by-attack: 600 MB")
os.chmod(".", 0o300)
