#!/usr/bin/env bash
# Times whole processes, beside a floor and whichever peers are installed: milliseconds, the
# median and the span of several runs, and the peak memory of the last.
#
#     benches/run.sh [FILES]     5,000 files by default: 100,000 cards
#
# RECALL another binary; BINARY_BEFORE one to measure beside it; RUNS how often (5); CARDS how many
# the largest collection has (1,000,000).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
files=${1:-5000}
runs=${RUNS:-5}
target=$(realpath -m "${CARGO_TARGET_DIR:-target}")

cargo build --quiet --release
cargo bench --quiet --no-run
# The newest build of a bench.
bench() {
    find "$target/release/deps" -name "$1-*" -perm -100 -type f -printf '%T@ %p\n' | sort -rn | head -n 1 | cut -d ' ' -f 2
}
work=$(bench work)
terminal=$(bench terminal)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# No settings of the learner's own.
export RECALL_NOW=2027-02-15T07:31:02Z RECALL_SEED=1 RECALL_DB=$folder/recall.db RECALL_CONFIG=$folder/config.toml

"$work" notes "$files" "$folder/notes"
"$work" notes "$((files / 10))" "$folder/fewer"
"$work" long 1000000 "$folder/1.md"
"$work" long 2000000 "$folder/2.md"
# 5,000 cards in one note, and the same with every second line touched.
"$work" long 1150000 "$folder/many.md"
cp "$folder/many.md" "$folder/touched.md" && "$work" touch "$folder/touched.md"
for _ in $(seq 1000); do printf '\n3\n'; done >"$folder/answers"

# once COMMAND: milliseconds and kilobytes of one run
once() {
    local start=$EPOCHREALTIME end
    /usr/bin/time -o "$folder/time" -f %M sh -c "$1" </dev/null >/dev/null 2>&1
    end=$EPOCHREALTIME
    echo "$(((${end/./} - ${start/./}) / 10)) $(tail -n 1 "$folder/time")"
}

# measure NAME PREPARE COMMAND
measure() {
    for _ in $(seq "$runs"); do
        eval "$2"
        once "exec $3"
    done | sort -n | awk -v name="$1" '{ at[NR] = $1 / 100; if ($2 > peak) peak = $2 }
        END { printf "%-46s %9.2f ms  (%.2f-%.2f)  %.1f MB\n", name, at[int((NR + 1) / 2)], at[1], at[NR], peak / 1024 }'
}

none() { rm -f "$folder"/*.db*; }
# On the disk, or the first commit would wait for the copy.
fresh() { none; cp "$folder/full" "$RECALL_DB"; sync "$RECALL_DB"; }
full() { mv "$RECALL_DB" "$folder/full"; fresh; }

measure "an empty process (sh and true)" : "true"
measure "floor: import, $files files" none "'$work' floor '$folder/notes' '$folder/floor.db'"
for recall in "${RECALL:-$target/release/recall}" ${BINARY_BEFORE:+"$BINARY_BEFORE"}; do
    echo "== $recall"
    measure "--version" : "'$recall' --version"
    measure "import, $((files / 10)) files" none "'$recall' import '$folder/fewer'"
    measure "import, $files files" none "'$recall' import '$folder/notes'"
    none && "$recall" import "$folder/notes" >/dev/null 2>&1 && full
    measure "import again, nothing changed" : "'$recall' import '$folder/notes'"
    measure "import again, one file changed" "'$work' edit '$folder/notes'" "'$recall' import '$folder/notes'"
    measure "import again, every second of 5,000 lines touched" \
        "none; cp '$folder/many.md' '$folder/note.md'; '$recall' import '$folder/note.md' >/dev/null 2>&1; cp '$folder/touched.md' '$folder/note.md'" \
        "'$recall' import '$folder/note.md'"
    fresh
    measure "explain, 1 MB" : "'$recall' explain --json '$folder/1.md'"
    measure "explain, 2 MB" : "'$recall' explain --json '$folder/2.md'"
    measure "due" : "'$recall' due"
    measure "first card" : "'$recall' review --plain"
    card=$("$recall" list --json | head -n 1 | grep -o '"id":"[^"]*"' | cut -d '"' -f 4)
    measure "grade, a process of its own" fresh "'$recall' grade '$card' 4"
    measure "1,000 grades in a session" fresh "'$recall' review --plain --new 1000 <'$folder/answers'"
    fresh && "$terminal" "$recall" 200
    measure "export .apkg" fresh "'$recall' export -o '$folder/out.apkg'"
done
# A million cards: what a learner waits for must not grow with them.
today=$(($(date -u -d "${RECALL_NOW%T*}" +%s) / 86400))
cards=${CARDS:-1000000}
for due in 1 500; do
    echo "== $cards cards, $due in 1,000 due"
    none && "$work" cards "$cards" "$due" "$today" "$RECALL_DB" && full
    measure "floor: one indexed query" : "'$work' due '$RECALL_DB' '$today'"
    for recall in "${RECALL:-$target/release/recall}" ${BINARY_BEFORE:+"$BINARY_BEFORE"}; do
        echo "= $recall"
        fresh
        measure "due" : "'$recall' due"
        measure "first card" : "'$recall' review --plain"
        "$terminal" "$recall" 200
        measure "list WORD" : "'$recall' list --json badubadu"
        measure "forecast" : "'$recall' forecast"
        measure "stats" : "'$recall' stats"
        measure "1,000 grades in a session" fresh \
            "'$recall' review --plain --new 1000 --limit 1000 <'$folder/answers'"
    done
done
for peer in carddown hashcards repeater; do
    command -v "$peer" >/dev/null || continue
    measure "$peer --version" : "$peer --version"
done
