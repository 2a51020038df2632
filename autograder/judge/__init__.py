"""The judge: runs a submission's cells in a worker and its checks in pytest, and says what came of it."""
