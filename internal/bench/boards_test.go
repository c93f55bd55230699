package bench

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/engine"
	"tinyol-sim/internal/fixture"
	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/replay"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/spec"
	"tinyol-sim/internal/usage"
)

// What is priced beside a run, on either engine, is what a run on that board and
// the host reports.
func TestPricedBoardIsThatOfARun(t *testing.T) {
	for _, c := range []struct {
		name string
		spec func(*Spec)
	}{
		{"host", func(s *Spec) { s.Engine = engine.NameHost }},
		{"emulated", func(s *Spec) { s.Engine = engine.NameEmulated }},
		{"several seeds", func(s *Spec) { s.Engine, s.Seeds = engine.NameHost, 2 }},
		{"spectrum, windows further apart than long", func(s *Spec) {
			s.Engine, s.FrontEnd, s.Window, s.Stride, s.Policy = engine.NameHost, string(frontend.Spectrum), 16, 23, "below"
		}},
	} {
		s := quickSpec()
		c.spec(&s)
		s.Board = "nano33ble, bluepill,pico,esp32c3"
		several := mustRun(t, s, fixture.Recordings())
		if n := 4 * 2; len(several.Boards) != n {
			t.Fatalf("%s: %d records, want %d", c.name, len(several.Boards), n)
		}
		for _, name := range s.Boards() {
			alone := s
			alone.Board = name
			if name != "nano33ble" {
				alone.Engine = engine.NameHost
			}
			run := mustRun(t, alone, fixture.Recordings())
			if run.Boards != nil {
				t.Errorf("%s: %s alone has %d records", c.name, name, len(run.Boards))
			}
			for i := range run.Runs {
				if r := &run.Runs[i]; r.Seed == s.Seed {
					comparePriced(t, c.name, several.Boards, r)
				}
			}
			if name == "nano33ble" {
				run = mustRun(t, alone, fixture.Recordings()) // comparePriced has changed the other
				run.Boards = several.Boards
				if !reflect.DeepEqual(several, run) {
					t.Errorf("%s: the other boards change the result", c.name)
				}
			}
		}
	}
}

// comparePriced sets a run beside the record of its board and mode.
func comparePriced(t *testing.T, name string, boards []result.BoardCosts, r *result.Run) {
	t.Helper()
	i := slices.IndexFunc(boards, func(b result.BoardCosts) bool { return b.Board == r.Board && b.Mode == r.Mode })
	if i < 0 {
		t.Fatalf("%s: no record of %s, %s", name, r.Board, r.Mode)
	}
	got := boards[i]
	r.Cycles.Frozen, r.TimeUS.Frozen = nil, nil
	if r.EnergyUJ != nil {
		r.EnergyUJ.Frozen = nil
	}
	if !got.Fits || !reflect.DeepEqual(got.Cycles, r.Cycles) || !reflect.DeepEqual(got.TimeUS, r.TimeUS) ||
		!reflect.DeepEqual(got.Deadline, r.Deadline) || !reflect.DeepEqual(got.EnergyUJ, r.EnergyUJ) {
		t.Errorf("%s: %s, %s: priced %+v %+v %+v, run %+v %+v %+v", name, r.Board, r.Mode, got.Cycles, got.Deadline, got.EnergyUJ, r.Cycles, r.Deadline, r.EnergyUJ)
	}
	if got.Memory.FlashBytes != r.Memory.FlashBytes || got.Memory.RAMBytes != r.Memory.RAMBytes ||
		got.Memory.FlashLimit != r.Memory.FlashLimit || got.Memory.RAMLimit != r.Memory.RAMLimit || got.Memory.Provenance != r.Memory.Provenance {
		t.Errorf("%s: %s, %s: memory %+v, run %+v", name, r.Board, r.Mode, got.Memory, r.Memory)
	}
	if r.Deadline == nil || got.MaxRowRate == nil {
		t.Fatalf("%s: %s, %s: no deadline, or no rate", name, r.Board, r.Mode)
	}
}

// At the rate of rows that is reported the board just keeps up.
func TestMaxRowRateIsTheLastThatIsKept(t *testing.T) {
	s := quickSpec()
	s.Engine, s.Board, s.Mode = engine.NameHost, "nano33ble,pico", "supervised"
	rate := *mustRun(t, s, fixture.Recordings()).Boards[1].MaxRowRate
	for factor, want := range map[float64]bool{1 - 1e-9: true, 1 + 1e-6: false} {
		s.Board, s.Rate = "pico", rate*factor
		if d := mustRun(t, s, fixture.Recordings()).Runs[0].Deadline; d.Met != want {
			t.Errorf("at %g times the rate: %+v", factor, d)
		}
	}
}

// A board that lacks bytes is a record, unless it is the first.
func TestBoardThatDoesNotFitIsARecord(t *testing.T) {
	files := fixture.Recordings()
	files["tiny.yaml"] = []byte("inherits: nano33ble\nram_bytes: {value: 1024, source: a test}\nflash_bytes: {value: 66560, source: a test}\n")
	s := quickSpec()
	s.Engine, s.Board = engine.NameHost, "nano33ble,tiny.yaml"
	sum := mustRun(t, s, files)
	if len(sum.Boards) != 4 {
		t.Fatalf("%d records", len(sum.Boards))
	}
	for i, b := range sum.Boards[2:] {
		m := sum.Runs[i].Memory
		if b.Board != "tiny" || b.Fits || b.MissingRAM != m.RAMBytes-1024 || b.MissingFlash != m.FlashBytes-66560 || b.Cycles != nil || b.MaxRowRate != nil {
			t.Errorf("%+v, the run takes %d bytes of flash and %d of RAM", b, m.FlashBytes, m.RAMBytes)
		}
	}
	s.Board = "tiny.yaml,nano33ble"
	_, err := Run(context.Background(), s, fixture.Opener(files), Silent{})
	var fit *mcu.FitError
	if !errors.As(err, &fit) || fit.Board != "tiny" {
		t.Errorf("first of the list: %v", err)
	}
}

func TestAllBoardsAreTheProfilesOfTheTool(t *testing.T) {
	s := Default()
	s.Board = spec.AllBoards
	opened, err := openBoards(replay.NewInputs(fixture.Opener(nil), Silent{}.Note), &s.Spec)
	if err != nil {
		t.Fatal(err)
	}
	var names, want []string
	for _, b := range opened {
		names = append(names, b.board.Name)
	}
	for _, b := range mcu.Boards() {
		want = append(want, b.Name)
	}
	if names[0] != mcu.DefaultBoard {
		t.Errorf("the first is %s", names[0])
	}
	if slices.Sort(names); !slices.Equal(names, want) {
		t.Errorf("boards %v, want %v", names, want)
	}
}

func TestListsOfBoardsThatAreRefused(t *testing.T) {
	for list, says := range map[string]string{
		"pico,Pico":     "pico is there twice",
		"pico,all":      "leave out the other names",
		"pico,toaster":  `"toaster"`,
		"pico,":         `board ""`,
		"pico,bluepil":  "did you mean bluepill",
		"all,nano33ble": "leave out the other names",
	} {
		s := quickSpec()
		s.Board = list
		_, err := Run(context.Background(), s, fixture.Opener(fixture.Recordings()), Silent{})
		var wrong *usage.Error
		if !errors.As(err, &wrong) || wrong.Flag != "board" || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v", list, err)
		}
	}
	s := quickSpec()
	s.Board = "pico,bluepill"
	if _, err := Prepare(context.Background(), s, fixture.Opener(fixture.Recordings()), Silent{}); err == nil || !strings.Contains(err.Error(), "--board: ") {
		t.Errorf("an experiment that is not run by Run: %v", err)
	}
}

// A run of several groups of seeds that is stopped behind the first has all boards
// when it has gone on: the first seed's steps are not counted again.
func TestBoardsOfARunThatGoesOn(t *testing.T) {
	s := quickSpec()
	s.Engine, s.Board, s.Epochs, s.Mode, s.Seeds, s.Out = engine.NameHost, "nano33ble,pico", 1, "unsupervised", groupSeeds+1, t.TempDir()
	whole := mustRun(t, s, fixture.Recordings())
	s.Out = t.TempDir()
	ctx, stop := context.WithCancel(context.Background())
	s.Checkpoint = func(string) error {
		stop()
		return nil
	}
	first, err := Run(ctx, s, fixture.Opener(fixture.Recordings()), Silent{})
	if err != nil || !first.Interrupted || len(first.Runs) != groupSeeds {
		t.Fatalf("%v, %+v", err, first)
	}
	s.Resume, s.Checkpoint = true, nil
	if on := mustRun(t, s, fixture.Recordings()); len(on.Boards) != 2 || !reflect.DeepEqual(on, whole) {
		t.Errorf("%d boards, or other figures than in one go", len(on.Boards))
	}
}
