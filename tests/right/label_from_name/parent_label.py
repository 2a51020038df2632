label_from_name = parent_label
