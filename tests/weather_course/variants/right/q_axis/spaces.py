q_axis = " c "
