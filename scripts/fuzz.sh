#!/bin/sh
# Runs every fuzz target of the module for the given time.
set -eu
cd "$(dirname "$0")/.."
time=${1:-30s}
# Minimising an input that is merely interesting can take longer than all the
# time there is; a failing one is minimised when it is replayed.
grep -rlE '^func Fuzz[A-Z]' --include='*_test.go' . | while read -r file; do
	dir=$(dirname "$file")
	grep -oE '^func Fuzz[A-Za-z0-9_]+' "$file" | awk '{print $2}' | while read -r target; do
		echo "== $dir $target"
		go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" -fuzzminimizetime 10x "$dir"
	done
done
