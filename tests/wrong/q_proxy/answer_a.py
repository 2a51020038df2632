# fails: test_answer
# hint: What else in an application goes along with gender
q_proxy = "a"
