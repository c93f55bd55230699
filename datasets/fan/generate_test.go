package fan

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

func short(seed uint64) Recording {
	return Recording{Name: "short", Board: 1, Mounting: 1, Seed: seed, Sessions: []Session{
		{"a", Normal, SampleRate}, {"b", Stuck, 5 * SampleRate}, {"c", Tilted, SampleRate},
	}}
}

func generated(t *testing.T, r Recording) string {
	t.Helper()
	var b bytes.Buffer
	if err := Generate(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The sum changes only with Version: whoever changes one changes the other.
func TestSameBytesEverywhere(t *testing.T) {
	const version, want = "1", "0a7ae8762ce8399135492fff305b0e5076ad60c0d3d45f2810dacbd68216fcf7"
	if Version != version {
		t.Fatalf("the generator has version %s, the sum below is of %s", Version, version)
	}
	if got := fmt.Sprintf("%x", sha256.Sum256([]byte(generated(t, short(42))))); got != want {
		t.Errorf("SHA-256 %s, want %s: the bytes changed, so count Version up and generate the data sets anew", got, want)
	}
	if generated(t, short(42)) == generated(t, short(43)) {
		t.Error("two seeds give the same recording")
	}
}

func TestLayoutOfARecording(t *testing.T) {
	lines := strings.Split(generated(t, short(1)), "\n")
	if lines[0]+"\n" != Header {
		t.Errorf("header %q, want %q", lines[0], Header)
	}
	if got, want := len(lines), 1+7*SampleRate+1; got != want {
		t.Fatalf("%d lines, want %d", got, want)
	}
	for row, want := range map[int][2]string{
		0:              {"0.0000", "normal,a"},
		1:              {"0.0084", "normal,a"}, // 1/119 s = 8.403 ms
		118:            {"0.9916", "normal,a"}, // 118/119 s = 991.597 ms
		SampleRate:     {"1.0000", "stuck,b"},
		6 * SampleRate: {"6.0000", "tilted,c"},
	} {
		line := lines[1+row]
		fields := strings.SplitN(line, ",", 5)
		if fields[0] != want[0] || fields[4] != want[1] {
			t.Errorf("row %d is %q, want time %s and %s", row, line, want[0], want[1])
		}
	}
}

func TestBundledRecordings(t *testing.T) {
	for _, r := range Recordings() {
		if err := r.validate(); err != nil {
			t.Error(err)
		}
		perMode := map[Mode]int{}
		names := map[string]bool{}
		for _, s := range r.Sessions {
			perMode[s.Mode] += s.Rows
			names[s.Name] = true
		}
		want := 5 * 60 * SampleRate
		if strings.HasSuffix(r.Name, "test") {
			want = 60 * SampleRate
		}
		for _, m := range Modes() {
			if perMode[m] != want {
				t.Errorf("%s: %d rows of %s, want %d", r.Name, perMode[m], m, want)
			}
		}
		if len(names) != len(r.Sessions) || r.Rows() != int64(3*want) {
			t.Errorf("%s: %d names for %d sessions, %d rows", r.Name, len(names), len(r.Sessions), r.Rows())
		}
	}
	if Training().Mounting == Field().Mounting || Field().Mounting != Test().Mounting {
		t.Error("field and test are recorded after one re-mounting, the training before it")
	}
	if a, b := Other(), OtherTest(); a.Fan != b.Fan || a.Board != b.Board || a.Mounting != b.Mounting || a.Seed == b.Seed {
		t.Errorf("%+v is not %+v recorded apart", b, a)
	}
}

func TestRecordingsThatCannotBeMade(t *testing.T) {
	for want, r := range map[string]Recording{
		"there are none": {Name: "x"},
		"cannot stand":   {Name: "x", Sessions: []Session{{"a,b", Normal, 1}}},
		"mode(9)":        {Name: "x", Sessions: []Session{{"a", 9, 1}}},
		"0 rows":         {Name: "x", Sessions: []Session{{"a", Normal, 0}}},
	} {
		err := Generate(io.Discard, r)
		var bad *RecordingError
		if !errors.As(err, &bad) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q, want a recording error with %q", err, want)
		}
	}
}

type full struct{}

var errFull = errors.New("disk full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWriteErrorsArrive(t *testing.T) {
	for _, rows := range []int{1, 20 * SampleRate} {
		r := Recording{Name: "x", Sessions: []Session{{"a", Stuck, rows}}}
		if err := Generate(full{}, r); !errors.Is(err, errFull) {
			t.Errorf("%d rows: %v, want the writer's error", rows, err)
		}
	}
}

func TestModes(t *testing.T) {
	for _, m := range Modes() {
		if got, err := ParseMode(m.String()); err != nil || got != m {
			t.Errorf("ParseMode(%q) = %v, %v", m, got, err)
		}
	}
	if _, err := ParseMode("broken"); err == nil || !strings.Contains(err.Error(), "normal, stuck, tilted") {
		t.Errorf("ParseMode of an unknown name: %v", err)
	}
}

func BenchmarkGenerate(b *testing.B) {
	r := Recording{Name: "x", Sessions: []Session{{"a", Normal, max(1, b.N)}}}
	b.ResetTimer()
	if err := Generate(io.Discard, r); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
