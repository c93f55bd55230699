#!/bin/sh
# Puts every figure, table and number of plots/ into a two-column LaTeX page, the
# figures as PDF and one of them as LaTeX's own picture, and compiles it. A
# figure wider than its column, a missing character or an unknown command fails.
# Needs pdflatex with booktabs and pgf (Debian: texlive-latex-recommended
# texlive-pictures).
set -eu
cd "$(dirname "$0")/.."
command -v pdflatex >/dev/null || {
	echo "latex-check: pdflatex is not installed; apt install texlive-latex-recommended texlive-pictures" >&2
	exit 1
}
page=$(mktemp -d)
trap 'rm -rf "$page"' EXIT
cp plots/*.csv plots/*.json "$page"
./bin/tinyol-sim figures --redraw --quiet --out "$page" >/dev/null
cd "$page"
{
	cat <<'TEX'
\documentclass[twocolumn,10pt]{article}
\usepackage[a4paper,textwidth=176mm,columnsep=8mm,textheight=240mm]{geometry}
\usepackage{graphicx,booktabs,textcomp,pgf}
\input{numbers}
\begin{document}
TEX
	# Each number's name and value: one that LaTeX cannot read ends here.
	sed -n 's/^\\newcommand{\\\([A-Za-z]*\)}.*/\\sbox0{\\\1}/p' numbers.tex
	for f in *.pdf; do
		name=${f%.pdf}
		printf '\\noindent\\sbox0{\\includegraphics{%s}}\\ifdim\\wd0>\\columnwidth\\errmessage{%s is wider than a column}\\fi\\usebox0\\par\n' "$name" "$name"
	done
	for f in *.tex; do
		case $f in numbers.tex | page.tex) continue ;; esac
		 [ -f "${f%.tex}.svg" ] || printf '\\begin{table*}\\centering\\input{%s}\\end{table*}\n' "${f%.tex}"
	done
	printf '\\noindent\\input{fig7-drift}\n\\end{document}\n'
} >page.tex
pdflatex -interaction=nonstopmode -halt-on-error page >log || { tail -n 25 log >&2; exit 1; }
if grep -n 'Missing character' page.log >&2; then exit 1; fi
echo "latex-check: $(grep -c includegraphics page.tex) figures, $(grep -c 'begin{table' page.tex) table, $(grep -c '^.newcommand' numbers.tex) numbers, $(sed -n 's/^Output written on page.pdf (\([0-9]*\) pages.*/\1/p' page.log) pages"
