#!/bin/sh
# Makes the figures of the bundled fan again and compares what plots/ holds, but
# for the PNG files, whose pixels depend on the processor.
set -eu
cd "$(dirname "$0")/.."
again=$(mktemp -d)
trap 'rm -rf "$again"' EXIT
./bin/tinyol-sim figures --quiet --out "$again" >/dev/null
changed=
for kept in plots/*; do
	case $kept in *.png | *.pdf) continue ;; esac
	name=${kept#plots/}
	# LaTeX pictures lie there after make figures, and are not kept.
	case $name in *.tex) [ -f "plots/${name%.tex}.svg" ] && continue ;; esac
	cmp -s "$kept" "$again/$name" || changed="$changed $name"
done
if [ -n "$changed" ]; then
	echo "figures-check: not what the code makes:$changed; run make figures and look at the difference" >&2
	exit 1
fi
echo "figures-check: plots/ is what the code makes"
