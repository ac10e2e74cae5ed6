# What the benchmarks share: data, timing, medians. Everything is made under out/bench.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
out=${CX_BENCH:-$top/out/bench}
programs=${CX_BIN:-$top/build/release/cmd}
mkdir -p "$out"
export CX_TODAY=2027-01-01 # the data's year is over: what were later than now would not be seen

# bench_data tenth|full: the invented company at that size, in $data.
bench_data() {
    local accounts=1000000 contacts=10000000
    [[ $1 == tenth ]] && accounts=100000 contacts=1000000
    data=$out/$1
    [[ -e $data/.done ]] && return
    mkdir -p "$data"
    ${CC:-cc} -std=c17 -O2 -D_GNU_SOURCE -o "$out/generate" "$top"/tests/generator/*.c
    "$out/generate" --out="$data" --seed=2026 --people=2000 --accounts="$accounts" \
        --payments-per-account=2 --contacts="$contacts" --from=2026-01-01 --months=12 >/dev/null
    touch "$data/.done"
}

# assign_base SIZE: $base, a database of that company's accounts that nobody holds. After bench_data.
assign_base() {
    base=$out/$1-assign.db
    [[ -e $base ]] && return
    rm -f "$base.new"
    "$programs/cx-import" -q -d "$base.new" "$top"/scripts/demo/plan/{settings,stages}.csv \
        "$data"/{teams,employees,customers,accounts,payments,arrangements}.csv
    mv "$base.new" "$base"
}

# duckdb SQL...: runs statements in DuckDB with two threads; npm brings it.
duckdb() {
    [[ -d $out/node_modules/@duckdb/node-api ]] ||
        (cd "$out" && npm install --no-save --silent @duckdb/node-api >/dev/null)
    NODE_PATH=$out/node_modules node "$top/tests/bench/duckdb.js" "$@"
}

# timed NAME COMMAND...: appends the wall time in seconds, the peak memory in KiB and the processor time
# in seconds to a list; a command that fails ends the benchmark.
timed() {
    local name=$1
    shift
    if ! command time -o "$out/figures" -f '%e %M %U %S' "$@" >/dev/null 2>"$out/stderr"; then
        cat "$out/stderr" >&2
        exit 1
    fi
    tail -n 1 "$out/figures" | awk -v name="$name" '{ print name, $1, $2, $3 + $4 }' >>"$out/times"
}

# median NAME COLUMN: of what timed wrote (2: seconds, 3: KiB, 4: seconds of the processors).
median() {
    awk -v name="$1" -v column="$2" '$1 == name { print $column }' "$out/times" | sort -n |
        awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

ratio() {
    awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", a / b }'
}
