#!/bin/sh
# Compares recall's SM-2 with the package supermemo2 of PyPI.
#
#     tests/sm2/run.sh [RECALL]
#
# RECALL is the binary to try (default: target/debug/recall). Needs python3 with venv, and PyPI
# the first time.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
recall=${1:-$root/target/debug/recall}
venv=$root/target/sm2-venv
if ! "$venv/bin/python" -c 'import supermemo2' 2>/dev/null; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check supermemo2==3.0.1
fi
"$venv/bin/python" -B "$here/differential.py" "$recall"
