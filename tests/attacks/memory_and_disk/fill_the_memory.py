# Take all the memory there is.
hoard = []
while True:
    hoard.append(bytearray(256 << 20))
