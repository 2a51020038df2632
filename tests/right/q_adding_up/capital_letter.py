q_adding_up = "C"
