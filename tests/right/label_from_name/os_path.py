import os

def label_from_name(file: Path) -> str:
    return os.path.basename(os.path.dirname(file))
