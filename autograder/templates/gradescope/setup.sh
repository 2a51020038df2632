#!/bin/bash
# Build the image: Python, what the course needs, and the engine. Gradescope runs this once, as root.
set -euo pipefail
umask 022 # a worker, which is another user, reads Python and its packages
place=${AUTOGRADER_PLACE:-/autograder}
cd "$place/source"

fits='import sys; sys.exit(not (3, 11, 2) <= sys.version_info < (3, 14))'
python=
for name in python3.13 python3.12 python3.11 python3; do
    if "$name" -c "$fits" 2> /dev/null; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    python=python3.12
    if ! apt-get install -y "$python" "$python-venv"; then
        echo "There is no Python from 3.11.2 to 3.13 here: choose a base image that has one, such as Ubuntu 24.04." >&2
        exit 1
    fi
fi
if ! "$python" -c 'import ensurepip' 2> /dev/null; then
    apt-get install -y "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
fi

"$python" -m venv "$place/environment"
"$place/environment/bin/python" -m pip install --quiet --disable-pip-version-check -c constraints.txt -r requirements.txt
"$place/environment/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps ./engine

# Hidden checks and solutions are root's. The sandbox shows a worker none of it anyway.
chmod -R go= "$place/source"
"$place/environment/bin/autograder" doctor --course-dir "$place/source/course" || true # said in the log of the build
