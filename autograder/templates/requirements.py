"""What a student's machine needs for some notebooks: the packages that they import, as they are installed here."""

import sys
from collections.abc import Iterable
from importlib import metadata

FOR_THE_CHECKS = ("ipykernel",)
"""What `check.pyz` runs notebooks with."""


def lines(modules: Iterable[str], beside: Iterable[str]) -> list[str]:
    """A line such as `torch==2.15.0` for each package that brings one of the `modules`, in order.

    Modules of Python itself and files `beside` the notebooks need none. A module that isn't installed here is taken for a package
    of its name.
    """
    bring = metadata.packages_distributions()
    wanted = set(modules) - set(sys.stdlib_module_names) - set(beside)
    packages = {bring.get(module, [module])[0] for module in wanted} | set(FOR_THE_CHECKS)
    return sorted({pinned(package) for package in packages}, key=str.lower)


def pinned(package: str) -> str:
    """The package with the version that is installed here, if it is."""
    try:
        return f"{package}=={metadata.version(package).partition('+')[0]}"  # `+cpu` is a build, which a registry may not have
    except metadata.PackageNotFoundError:
        return package
