"""What this course puts into a worker: helpers for its checks, and what the zygote prepares once."""
