q_axes_of_the_mean = 'a'
