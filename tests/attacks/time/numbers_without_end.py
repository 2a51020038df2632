# One operation of Python's that takes for ever, and looks at no signal meanwhile.
10 ** (10**9) // 7
