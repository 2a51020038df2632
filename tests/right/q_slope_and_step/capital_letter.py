q_slope_and_step = "D"
