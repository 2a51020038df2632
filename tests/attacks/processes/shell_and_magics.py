# What IPython offers beyond Python.
!touch /tmp/threes-and-sevens-attack-shell
%run /etc/passwd
%load_ext autoreload
%config InteractiveShell.xmode = "Minimal"
%store -r
%sx id
get_ipython().system("touch /tmp/threes-and-sevens-attack-system")
