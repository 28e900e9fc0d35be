#!/usr/bin/env bash
# Runs the tests at a pseudo-terminal again and again: they wait for what stands on the screen and
# never for time, so that not one run in so many may fail, on however busy a machine.
#
#     tests/stable.sh [RUNS]     200 by default
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-200}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
binary=$(cargo test --locked --no-run --test it 2>&1 | sed -n 's/.*(\(.*\))$/\1/p' | tail -n 1)
for run in $(seq "$runs"); do
    "$binary" --quiet keys:: pty:: crash:: changed:: flags:: links:: pictures:: triage:: widths:: >"$log" 2>&1 || {
        cat "$log"
        echo "run $run of $runs failed"
        exit 1
    }
done
echo "$runs runs, none failed"
