#!/bin/sh
# Steps per second of the online step 40-16-4-16-40: a plain C loop compiled
# with gcc -O2 against tinyol.Device.Step (front end included), one core, in
# turns, so that a slow machine slows both. Prints each pair and the median
# ratio.
set -eu
cd "$(dirname "$0")/.."
command -v gcc >/dev/null || { echo "bench-peers: gcc is not installed; install it to compare" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gcc -O2 -o "$work/c" scripts/peers/online_step.c -lm
go test -c -o "$work/ours" ./internal/tinyol

echo "online step 40-16-4-16-40, one core, steps per second"
printf '%-6s %14s %14s %8s\n' round 'C (gcc -O2)' tinyol-sim ratio
for round in 1 2 3 4 5; do
	c=$("$work/c" 1000000 | awk '{print $1}')
	ns=$(GOMAXPROCS=1 "$work/ours" -test.run '^$' -test.bench '^BenchmarkStepUnsupervised$' -test.benchtime 1000000x |
		awk '$1 ~ /^BenchmarkStepUnsupervised/ {print $3}')
	awk -v r=$round -v c="$c" -v ns="$ns" 'BEGIN {o = 1e9 / ns; printf "%-6d %14.0f %14.0f %8.2f\n", r, c, o, o / c}'
done | tee "$work/rounds"
awk '{print $4}' "$work/rounds" | sort -n | awk '{r[NR] = $1} END {printf "median ratio, ours over C: %.2f\n", r[int((NR + 1) / 2)]}'
