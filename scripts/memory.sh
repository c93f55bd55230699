#!/bin/sh
# Resident memory of one bench over a generated CSV of BYTES (2 GB), which is
# streamed to the tool through a named file on disk and deleted afterwards.
set -eu
cd "$(dirname "$0")/.."
bytes=${BYTES:-2000000000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go run ./scripts/bigcsv "$bytes" >"$work/big.csv"
ls -l "$work/big.csv" | awk '{printf "stream: %.2f GB\n", $5 / 1e9}'
go run ./scripts/maxrss ./bin/tinyol-sim bench "$work/big.csv" --quiet --out "$work/out"
