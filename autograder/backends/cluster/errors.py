"""What is wrong with a cluster."""


class ClusterError(Exception):
    """The cluster can't be had, or is lost; the text says how, and what to do."""


class Unusable(ClusterError):
    """What was asked for can't be a cluster: wrong usage."""
