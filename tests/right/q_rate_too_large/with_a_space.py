q_rate_too_large = " c"
