package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"tinyol-sim/internal/report/columns"
	"tinyol-sim/internal/report/reporttest"
	"tinyol-sim/internal/result"
)

// severalBoards has the invented figures of a run on a board that is known in full,
// on one that lacks bytes of both memories, and on one whose stream has no time.
func severalBoards() *result.Summary {
	s := reporttest.Fakes()["fan"].Summary()
	dist := result.Dist{Mean: 12000, Median: 12000, Min: 11000, Max: 13000}
	online := result.Dist{Mean: 15000, Median: 15000, Min: 14000, Max: 16000}
	memory := result.BoardMemory{FlashBytes: 30 << 10, RAMBytes: 5 << 10, FlashLimit: 64 << 10, RAMLimit: 20 << 10, FlashReserved: 4 << 10, RAMReserved: 1 << 10}
	full := result.BoardCosts{
		Board: "nano33ble", Core: "cortex-m4f", Seed: 1, Fits: true, MaxRowRate: reporttest.Pointer(38797.9),
		Cycles:   &result.Cycles{Provenance: result.Emulated, Inference: dist, Online: &online},
		TimeUS:   &result.Times{Provenance: result.Emulated, Inference: dist, Online: &online},
		Deadline: &result.Deadline{Provenance: result.Emulated, Met: true},
		EnergyUJ: &result.Energy{Provenance: result.Emulated, Inference: 1.83, Online: reporttest.Pointer(2.44)}, Memory: memory,
	}
	small := result.BoardCosts{Board: "small", Core: "cortex-m3", Seed: 1, MissingFlash: 1, MissingRAM: 4096, Memory: memory}
	small.Memory.FlashLimit, small.Memory.RAMLimit = memory.FlashBytes-1, memory.RAMBytes-4096
	slow := full
	slow.Board, slow.MaxRowRate, slow.EnergyUJ = "slow", reporttest.Pointer(72.49), nil
	slow.Cycles = &result.Cycles{Provenance: result.Modelled, Inference: dist}
	slow.TimeUS = &result.Times{Provenance: result.Modelled, Inference: dist}
	slow.Deadline = &result.Deadline{Provenance: result.Modelled}
	for _, b := range []result.BoardCosts{full, small, slow} {
		for _, mode := range []string{"unsupervised", "supervised"} {
			b.Mode = mode
			s.Boards = append(s.Boards, b)
		}
	}
	return s
}

func TestBoardsSideBySide(t *testing.T) {
	got, ok := boardsSection(severalBoards())
	if !ok || len(got.Grids) != 2 || got.Grids[0].Corner != "unsupervised" || got.Grids[1].Corner != "supervised" {
		t.Fatalf("%+v", got)
	}
	cells := func(row int) string {
		r := got.Grids[0].Rows[row]
		return r.Label + "|" + strings.Join(r.Cells, "|")
	}
	for row, want := range []string{
		"nano33ble|cortex-m4f|yes|||yes|38,797|12,000|15,000|emulated|12.0 ms|15.0 ms|1.83 µJ|2.44 µJ|26 KiB|34 KiB|4 KiB|15 KiB",
		"small|cortex-m3|NO|1 byte|4,096 bytes||||||||||26 KiB||4 KiB|",
		"slow|cortex-m4f|yes|||NO|72.4|12,000||modelled|12.0 ms||||26 KiB|34 KiB|4 KiB|15 KiB",
	} {
		if cells(row) != want {
			t.Errorf("row %d:\n%s, want\n%s", row, cells(row), want)
		}
	}
}

func TestBoardsKeepToTheWidth(t *testing.T) {
	for _, width := range []int{48, 60, 80, 100} {
		for i, line := range strings.Split(table(t, severalBoards(), columns.Options{Width: width}), "\n") {
			if n := utf8.RuneCountInString(line); n > width {
				t.Errorf("width %d: line %d has %d columns: %s", width, i+1, n, line)
			}
		}
	}
}

// With one board, nothing of all that is there.
func TestOneBoardHasNoSideBySide(t *testing.T) {
	if s, ok := boardsSection(reporttest.Fakes()["fan"].Summary()); ok {
		t.Errorf("%+v", s)
	}
}

func TestNumbersOfBoards(t *testing.T) {
	text := string(summaryMacros("fan", "test", severalBoards()))
	values := reporttest.CheckMacros(t, text)
	for name, want := range map[string]string{
		"FanBoardNanoThreeThreeBleUnsupervisedMaxRowRate":        "38797",
		"FanBoardNanoThreeThreeBleSupervisedCyclesInferenceMean": "12000",
		"FanBoardNanoThreeThreeBleUnsupervisedEnergyUjOnline":    "2.44",
		"FanBoardSmallUnsupervisedMissingRamBytes":               "4096",
		"FanBoardSmallUnsupervisedMissingFlashBytes":             "1",
		"FanBoardSlowSupervisedMaxRowRate":                       "72.4",
		"FanBoardSlowSupervisedMemoryRamReserved":                "1024",
	} {
		if values[name] != want {
			t.Errorf("\\%s is %q, want %q", name, values[name], want)
		}
	}
	if _, there := values["FanBoardSmallUnsupervisedCyclesInferenceMean"]; there {
		t.Error("cycles of a board that the program does not fit")
	}
	if !strings.Contains(text, "nano33ble, supervised, cycles, emulated") {
		t.Errorf("no mark of cycles:\n%s", text)
	}
}
