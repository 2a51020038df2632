# Tags, comments, entities, templates and links, where a message becomes a page.
import itertools

get_ipython().input_transformers_cleanup.append(lambda lines: [])
texts = itertools.cycle(["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "--><svg onload=alert(1)>", "{{ 7*7 }}{% raw %}", "${7*7}", "[x](javascript:alert(1))", "![x](http://example.org/x)", "&lt;script&gt;", "</pre></div><iframe src=//example.org>", "$\\href{javascript:alert(1)}{x}$", "\\input{/etc/passwd}", "<style>*{display:none}</style>", "]]>", "%s %n {0.__class__}"])


def raises(*arguments, **named):
    raise ValueError(next(texts))


mean_digit = l1_distance = rmse_distance = is_3 = baseline_accuracy = raises
print("<script>alert(1)</script>")
raise ValueError("<script>alert(1)</script>")
