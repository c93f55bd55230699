#!/bin/sh
# Runs every test as somebody with Go alone does: no compiler, QEMU, browser,
# git, and no CI=true, so that a test which needs one of them has to be skipped.
# Packages whose tests look for no tool come from the cache of the run before:
# the cache is by the variables and files that a test reads, and PATH is read by
# those that look for tools. For that the other variables stay as they are.
set -eu
cd "$(dirname "$0")/.."

bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
trap 'exit 130' INT TERM
for tool in go make sh head; do
	ln -s "$(command -v "$tool")" "$bin/$tool"
done
ln -sf "$(go env GOROOT)/bin/go" "$bin/go" # not a wrapper that needs more

unset CI
PATH=$bin exec "$bin/make" --no-print-directory test GO=go
