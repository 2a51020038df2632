# Replace IPython's own parts: compiler, tracebacks, hooks, traits and history.
ip = get_ipython()
for name, value in (
    ("compile", None),
    ("InteractiveTB", None),
    ("displayhook", print),
    ("events", None),
    ("user_global_ns", {}),
    ("input_transformer_manager", None),
    ("history_manager", None),
    ("execution_count", "\x1b[2J"),
    ("_showtraceback", lambda *a: None),
    ("ast_node_interactivity", "all"),
):
    try:
        setattr(ip, name, value)
    except Exception:
        pass
type(ip).run_cell = lambda self, *a, **k: None
type(ip)._instance = None
