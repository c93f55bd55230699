package paper

import (
	"bytes"
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"tinyol-sim/internal/bench"
	"tinyol-sim/internal/engine"
	"tinyol-sim/internal/fixture"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/usage"
)

// quickPaper makes figures of the small recordings in a short time.
func quickPaper(t testing.TB) Spec {
	s := Default()
	s.Streams, s.Train, s.Test, s.Normal = []string{"stream"}, []string{"train"}, []string{"test"}, "normal"
	s.Command, s.Engine = []string{"tinyol-sim", "figures"}, engine.NameHost
	s.Window, s.Epochs, s.Seeds, s.Learn, s.Out = 16, 2, 3, 100, t.TempDir()
	return s
}

func makePaper(t *testing.T, s Spec, mon bench.Monitor) []string {
	t.Helper()
	names, err := Make(context.Background(), s, fixture.Opener(fixture.Recordings()), mon)
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func filesIn(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, e := range entries {
		if files[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// notes is a bench.Monitor that keeps what it is told.
type notes struct {
	bench.Silent
	mu    sync.Mutex
	texts []string
}

func (n *notes) Note(text string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.texts = append(n.texts, text)
}

// Every figure has its two files, the same bytes on one thread and on several,
// and every mean lies in its interval.
func TestPaperMakesEveryFigureTheSame(t *testing.T) {
	s := quickPaper(t)
	if names := makePaper(t, s, bench.Silent{}); !slices.Equal(names, result.FigureNames()) {
		t.Fatalf("made %v, want %v", names, result.FigureNames())
	}
	first := filesIn(t, s.Out)
	old := runtime.GOMAXPROCS(1)
	s.Out = t.TempDir()
	makePaper(t, s, bench.Silent{})
	runtime.GOMAXPROCS(old)
	second := filesIn(t, s.Out)
	if len(first) != 2*len(result.FigureNames()) {
		t.Errorf("%d files", len(first))
	}
	for name, data := range first {
		if !bytes.Equal(data, second[name]) {
			t.Errorf("%s differs with the number of threads", name)
		}
	}
	for _, name := range result.FigureNames() {
		f, err := result.ReadFigure(filepath.Join(s.Out, name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range f.Numbers {
			if n.Low != nil && n.High != nil && !(*n.Low <= n.Mean && n.Mean <= *n.High) {
				t.Errorf("%s: %s is %g in [%g, %g]", name, n.Name, n.Mean, *n.Low, *n.High)
			}
		}
		if !slices.Equal(f.Command, []string{"tinyol-sim", "figures", "--only", name}) || len(f.Inputs) != 3 || f.Normal != "normal" {
			t.Errorf("%s: command %q, %d inputs, normal %q", name, f.Command, len(f.Inputs), f.Normal)
		}
	}
}

// One figure alone is the same as among the others.
func TestPaperFigureAlone(t *testing.T) {
	s := quickPaper(t)
	makePaper(t, s, bench.Silent{})
	all := filesIn(t, s.Out)
	for _, name := range []string{result.FigOffline, result.FigEnergy, result.FigMapUndrifted} {
		s.Out, s.Figures = t.TempDir(), []string{name}
		makePaper(t, s, bench.Silent{})
		for file, data := range filesIn(t, s.Out) {
			if !bytes.Equal(data, all[file]) {
				t.Errorf("%s alone differs", file)
			}
		}
	}
}

func TestPaperRefusals(t *testing.T) {
	files := fixture.Recordings()
	files["bare"] = bytes.ReplaceAll(bytes.ReplaceAll(files["stream"], []byte(",normal"), nil), []byte(",label"), nil)
	files["bare"] = bytes.ReplaceAll(files["bare"], []byte(",faulty"), nil)
	files["short"] = fixture.Vibration(700)
	for name, c := range map[string]struct {
		change func(*Spec)
		want   string
		usage  bool
	}{
		"no training phase":  {func(s *Spec) { s.Train = nil }, "--train", true},
		"an unknown figure":  {func(s *Spec) { s.Figures = []string{"fig9"} }, "fig4-vibration", true},
		"an unknown board":   {func(s *Spec) { s.Board = "toaster" }, "--board", true},
		"a window of 15":     {func(s *Spec) { s.Window = 15 }, "--window", true},
		"no labels":          {func(s *Spec) { s.Streams = []string{"bare"} }, "--label", false},
		"no such recording":  {func(s *Spec) { s.HoldOut = "gone" }, "gone", false},
		"another normal":     {func(s *Spec) { s.Normal = "fine" }, `no row is labelled "fine"`, false},
		"a stream too short": {func(s *Spec) { s.Streams, s.Learn = []string{"short"}, 2000 }, "after 2000 updates", false},
	} {
		s := quickPaper(t)
		c.change(&s)
		_, err := Make(context.Background(), s, fixture.Opener(files), bench.Silent{})
		var misuse *usage.Error
		if err == nil || !strings.Contains(err.Error(), c.want) || errors.As(err, &misuse) != c.usage {
			t.Errorf("%s: %v (usage %t); want %q", name, err, errors.As(err, &misuse), c.want)
		}
	}
}

// Without a test recording the two figures that need it are left out, and the
// user is told.
func TestPaperWithoutTestRecording(t *testing.T) {
	s := quickPaper(t)
	s.Test = nil
	var n notes
	names := makePaper(t, s, &n)
	if slices.Contains(names, result.FigOnline) || slices.Contains(names, result.FigOffline) || len(names) != len(result.FigureNames())-2 {
		t.Errorf("made %v", names)
	}
	if text := strings.Join(n.texts, "\n"); !strings.Contains(text, "fig8a-online is left out") || !strings.Contains(text, "--test") {
		t.Errorf("notes: %s", text)
	}
}

// A recording to hold out leaves the whole training recording to the training.
func TestPaperHoldsOut(t *testing.T) {
	windows := map[string]int{}
	for _, hold := range []string{"", "test"} {
		s := quickPaper(t)
		s.HoldOut, s.Figures = hold, []string{result.FigErrors}
		makePaper(t, s, bench.Silent{})
		f, err := result.ReadFigure(filepath.Join(s.Out, result.FigErrors+".json"))
		if err != nil {
			t.Fatal(err)
		}
		windows[hold] = f.Setups[0].TrainWindows
		if want := "the recording test"; hold != "" && f.HeldOut != want {
			t.Errorf("held out %q, want %q", f.HeldOut, want)
		}
	}
	// 2000 normal rows in four runs of 500: 49 windows each, half of them in two
	// runs.
	if windows[""] != 98 || windows["test"] != 196 {
		t.Errorf("trained on %v windows, want 98 and 196", windows)
	}
}

func TestPaperStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Make(ctx, quickPaper(t), fixture.Opener(fixture.Recordings()), bench.Silent{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// The learning rate of figure 7 is chosen on windows that it neither learns from
// nor shows, unless somebody names one, or there is no such window.
func TestPaperChoosesTheRate(t *testing.T) {
	for _, c := range []struct {
		name  string
		rate  float64
		learn int64
		want  string
	}{
		{"chosen", 0, 100, "chosen"},
		{"given", 0.003, 100, "given"},
		// 6000 normal rows in twelve runs of 500 with 49 windows each: two are left.
		{"short", 0, 12*49 - 2, "default"},
	} {
		s := quickPaper(t)
		s.LearningRate, s.Learn, s.Figures = c.rate, c.learn, []string{result.FigDrift}
		s.FrontEnd, s.Window = "raw", 16
		var n notes
		makePaper(t, s, &n)
		f := paperRecord(t, s.Out, result.FigDrift)
		rate, validated := f.Number("learning_rate.raw"), f.Number("validation_windows.raw")
		if f.Facts["rate.raw"] != c.want || (validated != nil) != (c.want == "chosen") {
			t.Errorf("%s: %q, validation on %+v", c.name, f.Facts["rate.raw"], validated)
		}
		switch c.want {
		case "given":
			if rate.Mean != c.rate {
				t.Errorf("%s: rate %g", c.name, rate.Mean)
			}
		case "default":
			if rate.Mean != fineTuningRate || !strings.Contains(strings.Join(n.texts, "\n"), "no window to choose the learning rate on") {
				t.Errorf("%s: rate %g, notes %q", c.name, rate.Mean, n.texts)
			}
		case "chosen":
			if !slices.Contains(driftRates, rate.Mean) || f.Number("overlap.validation.raw") == nil || f.Facts["validation.raw"] == "" {
				t.Errorf("%s: rate %g", c.name, rate.Mean)
			}
		}
	}
}

// By default cycles are emulated where the board's core is, and modelled on
// request: every row carries its mark, and the bytes of memory that of bench.
func TestPaperEngines(t *testing.T) {
	s := quickPaper(t)
	s.Window, s.Seeds = 0, 1
	s.Figures = []string{result.FigErrors, result.TableTime, result.FigRegions, result.FigEnergy}
	cycles := map[string]map[string]float64{}
	for _, asked := range []string{"", engine.NameHost} {
		s.Engine, s.Out = asked, t.TempDir()
		makePaper(t, s, bench.Silent{})
		marks := map[string]result.Provenance{}
		energy, err := result.ReadRows[result.PhaseRow](filepath.Join(s.Out, result.FigEnergy+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		cycles[asked] = map[string]float64{}
		for _, r := range energy {
			marks[r.Board] = result.Provenance(r.Mark)
			cycles[asked][r.Board+" "+r.FrontEnd+" "+r.Mode+" "+r.Phase] = r.Cycles
		}
		times, err := result.ReadRows[result.TimeRow](filepath.Join(s.Out, result.TableTime+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		name, mark := engine.NameEmulated, result.Emulated
		if asked == engine.NameHost {
			name, mark = engine.NameHost, result.Modelled
		}
		if marks["nano33ble"] != mark || marks["arduino-zero"] != mark || marks["esp32c3"] != result.Estimated {
			t.Errorf("%s: marks %v", name, marks)
		}
		for _, r := range times[2:] {
			if r.Source != name || r.Mark != string(mark) || r.Average <= 0 {
				t.Errorf("%s: %+v", name, r)
			}
		}
		for figure, want := range map[string]string{
			result.FigErrors: engine.NameHost + ", whose bits", result.TableTime: name, result.FigEnergy: name,
		} {
			f := paperRecord(t, s.Out, figure)
			if got := f.Facts["engine"]; !strings.HasPrefix(got, want) {
				t.Errorf("%s: engine %q, want %q", figure, got, want)
			}
			if firmware := f.Facts["firmware"]; figure == result.TableTime && (firmware != "") != (mark == result.Emulated) {
				t.Errorf("%s: firmware %q", name, firmware)
			}
		}
		// The board's firmware is what it is, whatever engine counts.
		if f := paperRecord(t, s.Out, result.FigRegions); f.Numbers[0].Mark != "" || !strings.Contains(f.Facts["memory"], "counted in firmware cortex-m4f") {
			t.Errorf("%s: memory %+v, %q", name, f.Numbers[0], f.Facts["memory"])
		}
	}
	// The model is exact on a Cortex-M4F, a mean on a Cortex-M0+, and all there is
	// on others.
	for key, modelled := range map[string]bool{"arduino-zero spectrum unsupervised base": false, "esp32c3 spectrum unsupervised base": true} {
		if a, b := cycles[""][key], cycles[engine.NameHost][key]; (a == b) != modelled || a == 0 {
			t.Errorf("%s: %g by default, %g by the model", key, a, b)
		}
	}
}

func paperRecord(t *testing.T, dir, name string) *result.Figure {
	t.Helper()
	f, err := result.ReadFigure(filepath.Join(dir, name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// A board whose core is not emulated is priced by its model, which is said, and
// refused where the other engine was asked for.
func TestPaperOnABoardThatIsNotEmulated(t *testing.T) {
	s := quickPaper(t)
	s.Board, s.Engine, s.Figures = "esp32c3", "", []string{result.TableTime, result.FigRegions}
	var n notes
	makePaper(t, s, &n)
	if text := strings.Join(n.texts, "\n"); !strings.Contains(text, "--engine host, cycles are estimated") {
		t.Errorf("notes: %s", text)
	}
	if f := paperRecord(t, s.Out, result.FigRegions); f.Numbers[0].Mark != result.Modelled || f.Facts["memory"] != "modelled" {
		t.Errorf("memory %+v, %q", f.Numbers[0], f.Facts["memory"])
	}
	s.Engine = engine.NameEmulated
	_, err := Make(context.Background(), s, fixture.Opener(fixture.Recordings()), bench.Silent{})
	if misuse, ok := errors.AsType[*usage.Error](err); !ok || misuse.Flag != "board" {
		t.Errorf("%v", err)
	}
}

// The fan's fault doubles the second harmonic: the errors have to tell it.
func TestPaperErrorsSeparate(t *testing.T) {
	s := quickPaper(t)
	s.Epochs, s.Figures = 20, []string{result.FigErrors}
	makePaper(t, s, bench.Silent{})
	f, err := result.ReadFigure(filepath.Join(s.Out, result.FigErrors+".json"))
	if err != nil {
		t.Fatal(err)
	}
	if auc := f.Number("auc.spectrum"); auc == nil || auc.Mean < 0.95 {
		t.Errorf("AUC %+v", auc)
	}
	rows, err := result.ReadRows[result.HistogramRow](filepath.Join(s.Out, result.FigErrors+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]float64{}
	for _, r := range rows {
		sums[r.FrontEnd+" "+r.Series] += r.Mean
	}
	for name, sum := range sums {
		if math.Abs(sum-1) > 1e-4 {
			t.Errorf("%s: the shares add up to %g", name, sum)
		}
	}
	if len(sums) != 4 {
		t.Errorf("distributions %v", sums)
	}
}
