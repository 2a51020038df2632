#!/bin/bash
# Fetch what was pushed, grade what is new, and tell each student: what the workflow runs, and what you can run by hand.
# Exit status 0: all went well, though some students may have nothing yet, which is said. 1: something failed for some, and what
# was said says for whom; the others are done.
set -euo pipefail
cd "$(dirname "$0")"
# shellcheck source=/dev/null
source settings.env
state=${STATE:-$PWD/state}
mkdir -p "$state"

# An environment of its own, made anew when what it needs has changed.
needed=$(cat requirements.txt constraints.txt engine/pyproject.toml | sha256sum | cut -c -16)
environment=$state/environment-$needed
if [ ! -e "$environment/ready" ]; then
    rm -rf "$state"/environment-*
    python3 -m venv "$environment"
    "$environment/bin/python" -m pip install --quiet --disable-pip-version-check -c constraints.txt -r requirements.txt
    touch "$environment/ready"
fi
"$environment/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall ./engine
PATH=$environment/bin:$PATH

worst=0
run() { # goes on after a command that did its work for some; ends after one that couldn't begin
    local status=0
    "$@" || status=$?
    case $status in
        0 | 3) ;; # 3: some students have nothing that can be taken, and nothing failed
        1) worst=1 ;;
        *) exit "$status" ;;
    esac
}

read -ra assignments <<< "$ASSIGNMENTS"
asked=()
if [ ${#assignments[@]} -gt 0 ]; then asked=(--assignment "${assignments[@]}"); fi
run autograder pull --repos "$REPOS" --students students.csv --out "$state/submitted" "${asked[@]}" \
    ${UNTIL:+--until "$UNTIL"} ${GITHUB_STEP_SUMMARY:+--summary "$GITHUB_STEP_SUMMARY"}
# What this pull was asked for, and nothing of a student or an assignment that isn't on the list any more.
run autograder grade --pulled "$state/submitted.pulled.json" --device "${DEVICE:-auto}" --jobs "$JOBS" \
    --store "$state/results.db" --json "$state/reports.json" --csv "$state/points.csv"
if [ "$state/points.csv" != "$PWD/points.csv" ]; then cp "$state/points.csv" points.csv; fi # for the workflow to keep
run autograder publish "$state/reports.json" --pulled "$state/submitted.pulled.json" --as "$PUBLISH" --a-day "$A_DAY"
exit "$worst"
