#!/bin/sh
# Steps per second of the online step 40-16-4-16-40 on one core, two pairs, each
# in turns, so that a slow machine slows both: a plain C loop compiled with
# gcc -O2 against tinyol.Device.Step, and PyTorch (apt install python3-torch)
# against the emulated board, which executes every instruction of the firmware.
# Ours include the front end. Prints each round and the median ratio.
set -eu
cd "$(dirname "$0")/.."
command -v gcc >/dev/null || { echo "bench-peers: gcc is not installed; install it to compare" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gcc -O2 -o "$work/c" scripts/peers/online_step.c -lm
go test -c -o "$work/ours" ./internal/tinyol

# turns NAME PEER OURS BENCHMARK: a round runs PEER and the benchmark of the test binary OURS.
turns() {
	printf '\n%-6s %18s %18s %8s\n' round "$1" "$5" ratio
	for round in 1 2 3 4 5; do
		peer=$($2 | awk '{print $1}')
		ours=$(GOMAXPROCS=1 "$3" -test.run '^$' -test.bench "^$4\$" |
			awk -v name="$4" '$1 ~ name {o = 1e9 / $3; for (i = 5; i < NF; i++) if ($(i + 1) == "steps/s") o = $i; print o}')
		awk -v r=$round -v p="$peer" -v o="$ours" 'BEGIN {printf "%-6d %18.0f %18.0f %8.2f\n", r, p, o, o / p}'
	done | tee "$work/rounds"
	awk '{print $4}' "$work/rounds" | sort -n | awk '{r[NR] = $1} END {printf "median ratio: %.2f\n", r[int((NR + 1) / 2)]}'
}

echo "online step 40-16-4-16-40, one core, steps per second"
turns 'C (gcc -O2)' "$work/c 1000000" "$work/ours" BenchmarkStepUnsupervised tinyol-sim
python=$(command -v /usr/bin/python3 || command -v python3 || echo python3) # Debian's first, which has Debian's packages
if $python -c 'import torch' 2>"$work/why"; then
	go test -c -o "$work/emulated" ./internal/mcu/device
	turns PyTorch "$python scripts/peers/online_step.py 20000" "$work/emulated" BenchmarkStep 'tinyol-sim emulated'
else
	echo "PyTorch is left out: $(tail -n 1 "$work/why"); apt install python3-torch brings it"
fi
