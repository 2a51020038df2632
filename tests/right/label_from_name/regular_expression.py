import re


def label_from_name(file: Path) -> str:
    *_, folder, _ = re.split(r"[\\/]", file.as_posix())
    return folder
