# fails: test_answer
# hint: resnet18 is the same plan for everybody
q_architecture = "a"
