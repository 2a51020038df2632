q_slope_sign = "A"
