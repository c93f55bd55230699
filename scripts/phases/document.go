package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"tinyol-sim/internal/result"
)

const head = `# Cycles of a step

Emulated cycles of each phase of Algorithm 1, from the firmware that each board's
core has (docs/TIMING.md says how far to trust them). The network is the default
one: 40-16-4-16-40 behind raw windows and behind demeaned ones of 40 rows and three
channels (120 features), spectra of 64 rows (96 features). Means over the windows
in the first %d rows of each of the three states of the bundled fan's test
recording; *ingest* is all rows since the window before, ten of them. The update
has only windows that taught: normal ones (unsupervised), all labelled ones
(supervised, three classes). Boards that take the same cycles share a line; on the
nRF52840 (nano33ble, nrf52840dk) data from flash waits two cycles a word. On a core
without FPU cycles depend on the values.

Written by ` + "`make phases`" + `; a test holds it to what the emulation takes.
`

// document writes all tables.
func document(ctx context.Context, w io.Writer) error {
	fmt.Fprintf(w, head, rowsOfEach)
	for _, frontEnd := range []string{"raw", "demean", "spectrum"} {
		boards, err := measure(ctx, frontEnd)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "\n## Front end %s\n", frontEnd)
		for run := range boards[0].runs {
			table(w, boards, run)
		}
		times(w, boards)
	}
	return dense(w)
}

// table has the cycles of one mode, a line for boards that agree.
func table(w io.Writer, boards []measured, run int) {
	fmt.Fprintf(w, "\n### %s, cycles\n\n| boards | core | %s | inference | with update |\n|---|---|%s---:|---:|\n",
		boards[0].runs[run].Mode, strings.Join(result.Phases[:], " | "), strings.Repeat("---:|", len(result.Phases)))
	var order []string
	names := map[string][]string{}
	for _, b := range boards {
		line := fmt.Sprintf("%s | %s", b.board.Core, cells(b.runs[run].Cycles))
		if names[line] == nil {
			order = append(order, line)
		}
		names[line] = append(names[line], b.board.Name)
	}
	for _, line := range order {
		fmt.Fprintf(w, "| %s | %s |\n", strings.Join(names[line], ", "), line)
	}
}

func cells(phases map[string]result.PhaseGap) string {
	var cells []string
	for _, name := range result.Phases {
		text := "–"
		if p, ok := phases[name]; ok {
			text = fmt.Sprintf("%.0f", p.Emulated)
		}
		cells = append(cells, text)
	}
	inference, all := totals(phases)
	return strings.Join(append(cells, fmt.Sprintf("%.0f", inference), fmt.Sprintf("%.0f", all)), " | ")
}

// totals are the cycles of a step that does not learn, without the rows'
// ingest, and those of one that does.
func totals(phases map[string]result.PhaseGap) (inference, all float64) {
	for _, name := range slices.Sorted(maps.Keys(phases)) {
		if name != "ingest" {
			all += phases[name].Emulated
		}
	}
	return all - phases["update"].Emulated, all
}

// times has each board's microseconds at its clock.
func times(w io.Writer, boards []measured) {
	fmt.Fprint(w, "\n### Time of a step with its update, µs at the board's clock\n\n| board | clock |")
	for _, r := range boards[0].runs {
		fmt.Fprintf(w, " %s |", r.Mode)
	}
	fmt.Fprintf(w, "\n|---|---:|%s\n", strings.Repeat("---:|", len(boards[0].runs)))
	for _, b := range boards {
		fmt.Fprintf(w, "| %s | %d MHz |", b.board.Name, b.board.ClockHz/1e6)
		for _, r := range b.runs {
			_, all := totals(r.Cycles)
			fmt.Fprintf(w, " %.1f |", b.board.Microseconds(all))
		}
		fmt.Fprintln(w)
	}
}
