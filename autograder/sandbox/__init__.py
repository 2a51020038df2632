"""What a worker may still do. `confine` shuts a process in; the files beside it are its layers, one each."""
