package recording

import (
	"math"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"tinyol-sim/internal/report/reporttest"
	"tinyol-sim/internal/result"
)

// hear plays a result to a new Live, of each run the first windows, run by run in
// turns as bench does.
func hear(f reporttest.Fake, most int, windows int64) *Live {
	s := f.Summary()
	live := NewLive(most)
	normal := result.NoLabel
	if len(f.Classes) > 0 {
		normal = 0
	}
	var ids []result.Announced
	steps := make([][]result.Step, len(s.Runs))
	for i := range s.Runs {
		ids = append(ids, result.Announced{RunID: s.Runs[i].ID(), Aim: s.Learner(s.Runs[i].Mode).Aim})
		f.Play(i, &s.Runs[i], func(step *result.Step) { steps[i] = append(steps[i], *step) })
	}
	live.Begin(ids, normal)
	const batch = 100
	for from := int64(0); from < windows; from += batch {
		for i := range steps {
			for k := from; k < min(from+batch, windows); k++ {
				live.Add(&steps[i][k])
			}
		}
	}
	return live
}

func liveFakes() map[string]reporttest.Fake {
	all := reporttest.Fakes()
	seeds := all["seeds"]
	seeds.Seeds = 5
	all["more seeds than are kept"] = seeds
	long := all["short"]
	long.Windows = settledWindows + 7000
	all["longer than the figures of the last windows depend on"] = long
	exact := all["short"]
	exact.Windows = settledWindows
	all["as long as that"] = exact
	four := all["many"]
	four.Classes = four.Classes[:maxShownLabels+2]
	all["one label more than has a histogram"] = four
	return all
}

// What was heard while the steps were written is what the file gives.
func TestLiveIsWhatTheFileGives(t *testing.T) {
	const most = 3
	for name, f := range liveFakes() {
		dir := f.Write(t)
		read, err := Load(dir, most, nil)
		reporttest.Must(t, err)
		live := hear(f, most, f.Windows)
		reporttest.Must(t, os.Remove(filepath.Join(dir, result.StepsFile)))
		heard, err := Load(dir, most, live)
		reporttest.Must(t, err)
		if len(read.Traces) == 0 || read.Traces[0] == nil {
			t.Fatalf("%s: nothing was read", name)
		}
		for i := range read.Traces {
			for _, t := range []*Trace{heard.Traces[i], read.Traces[i]} {
				if t != nil && math.IsNaN(t.lastUpdateTime) { // NaN is not equal to itself
					t.lastUpdateTime = 0
				}
			}
			if !reflect.DeepEqual(heard.Traces[i], read.Traces[i]) {
				t.Errorf("%s, run %d: heard\n%+v\nread\n%+v", name, i, heard.Traces[i], read.Traces[i])
			}
		}
	}
}

// A run of which a part was heard, such as one that was resumed, is read.
func TestLiveThatMissedStepsIsNotTaken(t *testing.T) {
	f := reporttest.Fakes()["seeds"]
	dir := f.Write(t)
	read, err := Load(dir, DrawnSeeds, nil)
	reporttest.Must(t, err)
	none := NewLive(DrawnSeeds)
	fewer := f
	fewer.Seeds = 2
	for name, live := range map[string]*Live{"nothing": none, "half": hear(f, DrawnSeeds, f.Windows/2), "two of three seeds": hear(fewer, DrawnSeeds, f.Windows)} {
		got, err := Load(dir, DrawnSeeds, live)
		reporttest.Must(t, err)
		if !reflect.DeepEqual(got.Traces, read.Traces) {
			t.Errorf("%s was heard: the traces are not those of the file", name)
		}
	}
}

func TestLiveAllocatesNothingPerStep(t *testing.T) {
	for _, aim := range []result.Aim{result.AimDetect, result.AimClassify} {
		live := NewLive(1)
		live.Begin([]result.Announced{{Aim: aim}}, 1)
		step := result.Step{Prediction: 1, Score: 0.1, Frozen: 0.2, Loss: 0.3}
		add := func() {
			step.Window++
			step.Time++
			step.Label = int(step.Window/100) % 9
			live.Add(&step)
		}
		for range settledWindows + 1000 {
			add()
		}
		if n := testing.AllocsPerRun(20_000, add); n != 0 {
			t.Errorf("%s: %g allocations a step", aim, n)
		}
	}
}
