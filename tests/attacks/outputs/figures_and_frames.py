# Three hundred figures, and a data frame as wide as it gets.
import matplotlib.pyplot as plt
import pandas as pd

for i in range(60):
    plt.figure(figsize=(0.1, 0.1))
pd.set_option("display.max_columns", None, "display.max_colwidth", None)
pd.DataFrame([["<script>alert(1)</script>" * 50] * 200] * 60)
