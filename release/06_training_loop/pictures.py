def needs(*a): pass
