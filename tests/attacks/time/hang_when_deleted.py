# slow
# Objects that never finish being deleted, printed, or turned into a number.
class Sticky:
    def __del__(self):
        while True:
            pass

    def __repr__(self):
        while True:
            pass

    __float__ = __len__ = __iter__ = __repr__


mean_digit = l1_distance = calc_grad = lambda *a: Sticky()
Sticky()
