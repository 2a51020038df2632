q_new_tensor = " a"
