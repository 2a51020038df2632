q_axis = "C"
