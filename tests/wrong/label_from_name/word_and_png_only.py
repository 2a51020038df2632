# fails: test_any_name_at_any_depth
# hint: 'NoneType' object
# breaks: all of it and as it is, whatever it is
import re

def label_from_name(file):
    return re.search(r"/(\w+)/\w+\.png$", str(file))[1]
