package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"tinyol-sim/internal/fixture"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/usage"
)

// quickSpec is a small experiment on recordings.
func quickSpec() Spec {
	s := Default()
	s.Streams, s.Train, s.Normal, s.Epochs = []string{"stream"}, []string{"train"}, "normal", 3
	s.FrontEnd = "raw"
	s.Learn = 200
	return s
}

func mustRun(t *testing.T, s Spec, files map[string][]byte) *result.Summary {
	t.Helper()
	sum, err := Run(context.Background(), s, fixture.Opener(files), Silent{})
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func readSteps(t *testing.T, dir string, s *result.Summary) []result.Step {
	t.Helper()
	r, err := result.OpenSteps(filepath.Join(dir, result.StepsFile), s)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var steps []result.Step
	for r.Scan() {
		steps = append(steps, *r.Step())
	}
	if r.Err() != nil {
		t.Fatal(r.Err())
	}
	return steps
}

// A run's every number and every byte it writes is the same for the same seed,
// on one thread or several.
func TestSameSeedSameBytes(t *testing.T) {
	var want map[string][]byte
	for _, threads := range []int{1, 4, 4} {
		old := runtime.GOMAXPROCS(threads)
		s := quickSpec()
		s.Test, s.Seeds, s.Out = []string{"test"}, 3, t.TempDir()
		sum := mustRun(t, s, fixture.Recordings())
		runtime.GOMAXPROCS(old)
		printed, err := json.Marshal(sum)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string][]byte{"printed": printed}
		for _, name := range []string{result.SummaryFile, result.StepsFile, result.AssessmentsFile} {
			if got[name], err = os.ReadFile(filepath.Join(s.Out, name)); err != nil {
				t.Fatal(err)
			}
		}
		for name := range want {
			if !bytes.Equal(want[name], got[name]) {
				t.Errorf("%s differs on %d threads", name, threads)
			}
		}
		want = got
	}
}

// What comes later cannot change what was scored before: the steps of a
// shorter stream are the first of a longer one. A threshold, a scale or a
// statistic taken with hindsight would show here.
func TestTheFutureDoesNotReachBack(t *testing.T) {
	files := fixture.Recordings()
	long := quickSpec()
	long.Out = t.TempDir()
	all := readSteps(t, long.Out, mustRun(t, long, files))

	lines := bytes.SplitAfter(files["stream"], []byte("\n"))
	files["short"] = bytes.Join(lines[:1+7000], nil)
	short := quickSpec()
	short.Streams, short.Out = []string{"short"}, t.TempDir()
	part := readSteps(t, short.Out, mustRun(t, short, files))

	for _, run := range []int{0, 1} {
		a, b := ofRun(all, run), ofRun(part, run)
		if len(b) == 0 || len(b) >= len(a) {
			t.Fatalf("run %d: %d and %d steps", run, len(a), len(b))
		}
		for i := range b {
			if !sameStep(a[i], b[i]) {
				t.Fatalf("run %d, window %d: %+v in the long stream, %+v in the short one", run, i, a[i], b[i])
			}
		}
	}
}

func ofRun(steps []result.Step, run int) []result.Step {
	var list []result.Step
	for _, s := range steps {
		if s.Run == run {
			list = append(list, s)
		}
	}
	return list
}

// sameStep compares with NaN equal to NaN.
func sameStep(a, b result.Step) bool {
	if math.IsNaN(float64(a.Loss)) && math.IsNaN(float64(b.Loss)) {
		a.Loss, b.Loss = 0, 0
	}
	return a == b
}

// The rates called "after" are recounted from steps.csv: only windows behind
// the last update, the
// frozen model against the threshold as trained, the online one against the
// running threshold before the window moved it.
func TestAfterMeansBehindTheLastUpdate(t *testing.T) {
	s := quickSpec()
	s.Mode, s.Out = "unsupervised", t.TempDir()
	sum := mustRun(t, s, fixture.Recordings())
	run := sum.Runs[0]
	if run.Updates != 200 || run.Anomaly.Basis != result.BasisAfterLearning {
		t.Fatalf("%d updates, basis %s", run.Updates, run.Anomaly.Basis)
	}
	steps := readSteps(t, s.Out, sum)
	last := 0
	for i, step := range steps {
		if step.Updated {
			last = i
		}
	}
	normal, alarms, frozenAlarms := 0, 0, 0
	var online, frozen [2][]float32 // normal, faulty
	for _, step := range steps[last+1:] {
		if step.Label < 0 {
			continue
		}
		kind := 1
		if sum.Stream.Classes[step.Label] == "normal" {
			kind = 0
			normal++
			if step.Score > step.Threshold {
				alarms++
			}
			if float64(step.Frozen) > run.Anomaly.Threshold {
				frozenAlarms++
			}
		}
		online[kind] = append(online[kind], step.Score)
		frozen[kind] = append(frozen[kind], step.Frozen)
	}
	equal := func(name string, got *float64, want float64) {
		t.Helper()
		if got == nil || math.Abs(*got-want) > 1e-12 {
			t.Errorf("%s is %v, recounted %g", name, got, want)
		}
	}
	requireRunning(t, steps, sum)
	if int64(normal) != run.Anomaly.NormalWindows {
		t.Errorf("%d normal windows after, recounted %d", run.Anomaly.NormalWindows, normal)
	}
	equal("false alarm rate", run.Anomaly.FalseAlarmRate, float64(alarms)/float64(normal))
	equal("frozen false alarm rate", run.Anomaly.FalseAlarmRateFrozen, float64(frozenAlarms)/float64(normal))
	equal("AUC", run.Anomaly.AUC, pairs(online))
	equal("frozen AUC", run.Anomaly.AUCFrozen, pairs(frozen))
}

// requireRunning recounts the threshold from the scores before each window:
// the quantile of the trained one by its documented steps, of normal windows
// alone.
func requireRunning(t *testing.T, steps []result.Step, sum *result.Summary) {
	t.Helper()
	a := sum.Runs[0].Anomaly
	unit := a.ThresholdStep * float64(float32(a.Threshold))
	rise, fall := float32(unit*a.ThresholdQuantile), float32(unit*(1-a.ThresholdQuantile))
	threshold := float32(a.Threshold)
	late := sum.Runs[0].LabelDelay
	for i, now := range steps {
		if now.Threshold != threshold {
			t.Fatalf("step %d: threshold %g, recounted %g", i, now.Threshold, threshold)
		}
		if i < late {
			continue
		}
		s := steps[i-late]
		switch {
		case s.Label < 0 || sum.Stream.Classes[s.Label] != sum.Stream.Normal:
		case s.Score <= threshold:
			threshold -= fall
		default:
			threshold += rise
		}
	}
	if threshold == float32(a.Threshold) {
		t.Error("the threshold never moved")
	}
}

// Only a policy of labels makes the threshold run where nobody said.
func TestDefaultThreshold(t *testing.T) {
	for _, c := range []struct {
		policy, threshold string
		running           bool
	}{
		{"", "", true}, {"labelled", "", true}, {"always", "", false}, {"below", "", false},
		{"", "fixed", false}, {"always", "running", true},
	} {
		s := quickSpec()
		s.Mode, s.Policy, s.Threshold = "unsupervised", c.policy, c.threshold
		if a := mustRun(t, s, fixture.Recordings()).Runs[0].Anomaly; (a.ThresholdStep > 0) != c.running || (a.ThresholdLast != nil) != c.running {
			t.Errorf("--policy %q --threshold %q: %+v", c.policy, c.threshold, a)
		}
	}
}

// pairs is the AUC by definition: the share of pairs that are ranked right,
// ties counting half.
func pairs(scores [2][]float32) float64 {
	var right float64
	for _, p := range scores[1] {
		for _, n := range scores[0] {
			switch {
			case p > n:
				right++
			case p == n:
				right += 0.5
			}
		}
	}
	return right / float64(len(scores[0])*len(scores[1]))
}

// The threshold is the training stream's: another stream leaves it alone.
func TestTheThresholdComesFromTraining(t *testing.T) {
	files := fixture.Recordings()
	a := mustRun(t, quickSpec(), files)
	s := quickSpec()
	s.Drift = []string{"gain:factor=3,at=0"}
	b := mustRun(t, s, files)
	if x, y := a.Runs[0].Anomaly.Threshold, b.Runs[0].Anomaly.Threshold; x != y {
		t.Errorf("threshold %g, with a drifted stream %g", x, y)
	}
	if x, y := *a.Runs[0].Anomaly.FalseAlarmRateFrozen, *b.Runs[0].Anomaly.FalseAlarmRateFrozen; x == y {
		t.Errorf("false alarms of the frozen model are %g with drift and without: it was not injected", x)
	}
}

// Drift is for the stream: leading rows that train the model stay as they were.
func TestDriftSparesTheRowsThatTrain(t *testing.T) {
	s := quickSpec()
	s.Train, s.TrainRows = nil, 4000
	a := mustRun(t, s, fixture.Recordings())
	s.Drift = []string{"gain:factor=3"}
	b := mustRun(t, s, fixture.Recordings())
	if x, y := a.Runs[0].Anomaly, b.Runs[0].Anomaly; x.Threshold != y.Threshold || *x.FalseAlarmRateFrozen == *y.FalseAlarmRateFrozen {
		t.Errorf("thresholds %g and %g, false alarms %g and %g", x.Threshold, y.Threshold, *x.FalseAlarmRateFrozen, *y.FalseAlarmRateFrozen)
	}
}

// A recording without labels trains; which of the stream's labels is the
// healthy one has to be said, and is then not taken for a fault.
func TestLabelsOfAStreamWhoseTrainingHasNone(t *testing.T) {
	files := fixture.Recordings()
	var bare []byte
	for _, line := range bytes.SplitAfter(files["train"], []byte("\n")) {
		if i := bytes.LastIndexByte(line, ','); i >= 0 && !bytes.HasSuffix(line, []byte("faulty\n")) {
			bare = append(append(bare, line[:i]...), '\n')
		}
	}
	files["train"] = bare
	s := quickSpec()
	sum := mustRun(t, s, files)
	if a := sum.Runs[0].Anomaly; sum.Stream.Normal != "normal" || a.NormalWindows == 0 {
		t.Errorf("normal is %q with %d windows", sum.Stream.Normal, a.NormalWindows)
	}
	s.Normal = ""
	if sum := mustRun(t, s, files); sum.Stream.Normal != "normal" {
		t.Errorf("by its name normal is %q", sum.Stream.Normal)
	}
	for name := range files {
		files[name] = bytes.ReplaceAll(files[name], []byte(",normal\n"), []byte(",on\n"))
	}
	var wrong *usage.Error
	if _, err := Run(context.Background(), s, fixture.Opener(files), Silent{}); !errors.As(err, &wrong) || wrong.Flag != "normal" {
		t.Errorf("without --normal: %v", err)
	}
}

// Rows of a segment too short for a window are nobody's: a deadline counts the
// rows between two windows.
func TestDeadlineCountsAStrideOfRows(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("t,ax,ay,az,label,session\n")
	for i, line := range bytes.Split(fixture.Vibration(4000), []byte("\n"))[1:4001] {
		session := 0
		if i < 1750 {
			session = i / 35 // fifty segments of 35 rows, shorter than a window
		} else {
			session = 50
		}
		fmt.Fprintf(&b, "%s,%d\n", line, session)
	}
	files := fixture.Recordings()
	files["pieces"] = b.Bytes()
	s := quickSpec()
	whole := mustRun(t, s, files).Runs[0].Deadline
	s.Streams = []string{"pieces"}
	pieces := mustRun(t, s, files).Runs[0].Deadline
	if whole.StepUS != pieces.StepUS {
		t.Errorf("the costliest step takes %g us in one piece, %g us behind short segments", whole.StepUS, pieces.StepUS)
	}
}

// The test stream is assessed every 50 learning steps, and assessing it leaves
// no trace in what is learned.
func TestAssessmentsChangeNothing(t *testing.T) {
	files := fixture.Recordings()
	plain := quickSpec()
	plain.Out = t.TempDir()
	without := readSteps(t, plain.Out, mustRun(t, plain, files))
	s := quickSpec()
	s.Test, s.Out = []string{"test"}, t.TempDir()
	sum := mustRun(t, s, files)
	with := readSteps(t, s.Out, sum)
	if len(with) != len(without) {
		t.Fatalf("%d steps with --test, %d without", len(with), len(without))
	}
	for i := range with {
		if !sameStep(with[i], without[i]) {
			t.Fatalf("step %d: %+v with --test, %+v without", i, with[i], without[i])
		}
	}
	r, err := result.OpenAssessments(filepath.Join(s.Out, result.AssessmentsFile), sum)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var n int64
	for r.Scan() {
		n++
		if got := r.Assessment().Updates; got != 50*n {
			t.Errorf("assessment %d after %d updates", n, got)
		}
	}
	if r.Err() != nil || n != 200/50 {
		t.Errorf("%d assessments for 200 updates, %v", n, r.Err())
	}
}

// Labels that follow no rule cannot be predicted: accuracy has to stay at
// chance for the learner. A prediction made after its update would beat it.
func TestRandomLabelsStayAtChance(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("ax,label,session\n")
	lines := bytes.Split(fixture.Vibration(24_000), []byte("\n"))[1:]
	// Sessions of 40 rows, one window each, with a label drawn by a fixed
	// linear congruential generator (Numerical Recipes' constants).
	state := uint32(1)
	var label byte
	for i, line := range lines[:24_000] {
		if i%40 == 0 {
			state = state*1664525 + 1013904223
			label = 'a' + byte(state>>31)
		}
		fields := bytes.Split(line, []byte(","))
		b.Write(fields[1])
		b.WriteByte(',')
		b.WriteByte(label)
		b.WriteByte(',')
		b.WriteString(string(rune('A' + i/40%26)))
		b.WriteString("\n")
	}
	s := quickSpec()
	s.Train, s.TrainRows, s.Normal, s.Mode, s.Learn = nil, 2000, "a", "supervised", 0
	sum := mustRun(t, s, map[string][]byte{"stream": b.Bytes()})
	c := sum.Runs[0].Classification
	// 550 windows: the standard deviation of a coin's accuracy is 2.1 points.
	if c.Windows < 500 || math.Abs(c.Accuracy-0.5) > 0.09 {
		t.Errorf("accuracy %.3f over %d windows of random labels", c.Accuracy, c.Windows)
	}
}

// A window that spans two labels is counted, and neither learned from nor
// scored.
func TestMixedWindowsAreLeftOut(t *testing.T) {
	s := quickSpec()
	s.Out, s.Learn, s.Policy = t.TempDir(), 0, "always"
	sum := mustRun(t, s, fixture.Recordings())
	var mixed int64
	for _, step := range ofRun(readSteps(t, s.Out, sum), 0) {
		if step.Label == stream.Mixed {
			mixed++
			if step.Updated {
				t.Errorf("window %d spans two labels and was learned from", step.Window)
			}
		}
	}
	if mixed == 0 || mixed != sum.Stream.Mixed {
		t.Errorf("%d mixed windows in steps.csv, %d in the summary", mixed, sum.Stream.Mixed)
	}
	if c := sum.Runs[1].Classification; c.Windows+mixed != sum.Stream.Windows {
		t.Errorf("%d scored and %d mixed windows of %d", c.Windows, mixed, sum.Stream.Windows)
	}
}

// A stream of two rows has no quarter that could train.
func TestTooFewRowsToTrainOn(t *testing.T) {
	s := quickSpec()
	s.Streams, s.Train, s.Normal = []string{"short"}, nil, ""
	files := map[string][]byte{"short": []byte("t,x\n0,1\n0.01,2\n")}
	_, err := Run(context.Background(), s, fixture.Opener(files), Silent{})
	if want := "short: 2 rows are too few to train on and to replay; record more, or name the normal recording with --train"; err == nil || err.Error() != want {
		t.Errorf("%v\nwant %s", err, want)
	}
}
