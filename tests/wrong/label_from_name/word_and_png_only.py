# fails: test_any_name_at_any_depth
# hint: 'NoneType' object
import re

def label_from_name(file):
    return re.search(r"/(\w+)/\w+\.png$", str(file))[1]
