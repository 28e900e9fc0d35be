#!/bin/sh
# Imports what `recall export` writes into real Anki and compares every row.
#
#     tests/anki/run.sh [RECALL]
#
# RECALL is the binary to try (default: target/debug/recall). Needs python3 with venv, and PyPI
# the first time. ANKI_CHECK may name a further checker of packages, called as
# `python $ANKI_CHECK import FILE --with-scheduling --strict`. FOREIGN may name a folder of packages
# that Anki made, with the truth about them in its manifest.json.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
RECALL=$(realpath "${1:-$root/target/debug/recall}")
export RECALL
venv=$root/target/anki-venv
if ! "$venv/bin/python" -c 'import anki, zstandard' 2>/dev/null; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check anki==26.9.3 zstandard
fi
# The last Anki with an importer of its own making, where it can still be installed.
old=$root/target/anki-old-venv
if ! "$old/bin/python" -c 'import anki.importing.apkg' 2>/dev/null; then
    python3 -m venv "$old"
    "$old/bin/pip" install --quiet --disable-pip-version-check anki==2.1.49 'protobuf<3.21' distro || true
fi
if "$old/bin/python" -c 'import anki.importing.apkg' 2>/dev/null; then
    ANKI_OLD=$old/bin/python
    export ANKI_OLD
else
    echo "Anki 2.1.49 cannot be installed here: left out"
fi
cd "$here"
# Study days are local, and Anki counts due days from a collection's first: one zone is no proof.
# Anki knows no other clock than the machine's, and its days end at four: where that is near, what
# is worked out before it does not hold after it.
zones=
for zone in UTC Asia/Tokyo America/New_York Asia/Kolkata; do
    case $(TZ=$zone date +%H:%M) in
        03:[45]?) ;;
        *) zones="$zones $zone" ;;
    esac
done
# shellcheck disable=SC2086 # words of a list
set -- $zones
for zone in "$1" "$2" "$3"; do
    echo "Anki acceptance, TZ=$zone"
    TZ=$zone "$venv/bin/python" -B -m unittest --quiet test_collection test_notes test_back test_media \
        test_text test_kinds test_year \
        ${FOREIGN:+test_foreign}
done
