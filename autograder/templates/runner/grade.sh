#!/bin/bash
# Fetch what was pushed, grade it, and tell each student: what the workflow runs, and what you can run by hand.
# Exit status 1: something went wrong for some students, and what was said says for whom; the others are done.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=/dev/null
source settings.env
state=${STATE:-$PWD/state}
mkdir -p "$state"

# An environment of its own, made anew when what it needs has changed.
needed=$(cat requirements.txt engine/pyproject.toml | sha256sum | cut -c -16)
environment=$state/environment-$needed
if [ ! -e "$environment/ready" ]; then
    rm -rf "$state"/environment-*
    python3 -m venv "$environment"
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check -r requirements.txt
    touch "$environment/ready"
fi
"$environment/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall ./engine
PATH=$environment/bin:$PATH

worst=0
run() { # goes on after a command that did its work for some; ends after one that couldn't begin
    local status=0
    "$@" || status=$?
    if [ "$status" -gt 1 ]; then exit "$status"; fi
    if [ "$status" -gt "$worst" ]; then worst=$status; fi
}

read -ra assignments <<< "$ASSIGNMENTS"
run autograder pull --repos "$REPOS" --students students.csv --out "$state/submitted" \
    --assignment "${assignments[@]}" ${UNTIL:+--until "$UNTIL"}
run autograder grade "$state/submitted" --device "${DEVICE:-auto}" --jobs "$JOBS" \
    --json "$state/reports.json" --csv "$state/points.csv"
run autograder publish "$state/reports.json" --pulled "$state/submitted.pulled.json" --as "$PUBLISH" --a-day "$A_DAY"
exit "$worst"
