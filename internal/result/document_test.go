package result

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestSummaryRoundTrip(t *testing.T) {
	path := filepath.Join(t.TempDir(), SummaryFile)
	want := fullSummary()
	if err := WriteSummary(path, want); err != nil {
		t.Fatal(err)
	}
	got, err := ReadSummary(path)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read back\n%+v\nwrote\n%+v", got, want)
	}
	text, _ := os.ReadFile(path)
	if !bytes.Contains(text, []byte("fan <field> & more.csv")) {
		t.Error("a class or file name was escaped beyond need")
	}
	var printed bytes.Buffer
	if err := EncodeSummary(&printed, want); err != nil || !bytes.Equal(printed.Bytes(), text) {
		t.Errorf("--json and %s differ (%v)", SummaryFile, err)
	}
}

func TestManifestRoundTrip(t *testing.T) {
	path := filepath.Join(t.TempDir(), ManifestFile)
	want := &Manifest{
		Version: Version, Tool: "tinyol-sim 0.1.0", Go: "go1.26", Platform: "linux/amd64",
		Command: []string{"bench", "a b.csv"}, Seeds: []uint64{1, math.MaxUint64},
		Inputs:  []Input{{Role: "stream", Name: "a b.csv", Bytes: 12, SHA256: "ab"}},
		Columns: []Column{{Name: "load", Role: "sensor", Used: true, Unit: "g", Evidence: "holds numbers", Offset: 1431655800, Sentinels: []float64{-999}}, {Name: "n", Role: "counter", Doubt: true, Evidence: "counts"}},
		Board:   "nano33ble", Engine: "host", Firmware: "gcc", Executed: []ExecutedWindows{{Mode: "supervised", Seed: 1, Executed: 12, Windows: 90}},
		Settings: map[string]any{"window": json.Number("40"), "seed": json.Number("18446744073709551615"), "normal": "ok", "skip-bad-rows": true,
			"hidden": []any{json.Number("16")}, "columns": []any{"x", "y,z"}},
	}
	if err := WriteManifest(path, want); err != nil {
		t.Fatal(err)
	}
	got, err := ReadManifest(path)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read %+v, wrote %+v", got, want)
	}
}

// A document that cannot be written must leave the one before it alone, and
// no scraps beside it.
func TestFailedWriteKeepsOldFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, SummaryFile)
	if err := WriteSummary(path, fullSummary()); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	bad := fullSummary()
	bad.Runs[0].Loss.Last = math.Inf(1)
	err := WriteSummary(path, bad)
	if err == nil || !strings.Contains(err.Error(), "runs[0].loss.last") {
		t.Errorf("error %v does not name the figure", err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the old summary was touched")
	}
	if err := replaceFile(filepath.Join(dir, "no", "such"), nil); err == nil {
		t.Error("no error for a folder that is not there")
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestReadSummaryFaults(t *testing.T) {
	const head = "{\n  \"version\": 1,\n"
	const interval = "{\"mean\": 1, \"low\": 1, \"high\": 1}"
	var b bytes.Buffer
	if err := EncodeSummary(&b, fullSummary()); err != nil {
		t.Fatal(err)
	}
	whole := b.String()
	tests := []struct {
		name, text string
		line       int
		want       string
	}{
		{"syntax", head + "  \"stream\": }", 3, "invalid character"},
		{"cut off", head, 3, "unexpected end"},
		{"trailing", whole + "\n{}", strings.Count(whole, "\n") + 2, "after top-level value"},
		{"twice", head + "\"runs\": [],\n\"runs\": []}", 4, "runs: stands here twice"},
		{"twice in a map", head + "\"seeds\": [{\"figures\": {\"a\": " + interval + ",\n\"a\": " + interval + "}}]}", 4, "seeds[0].figures.a: stands here twice"},
		{"missing", head + "\"runs\": [{}]}", 3, "runs[0].mode: is missing; restore the file"},
		{"null", head + "\"runs\": null}", 3, "runs: null where a list belongs"},
		{"negative", head + "\"stream\": {\n\"rows\": -1}}", 4, "stream.rows: -1 where a count belongs"},
		{"too large", head + "\"stream\": {\"rows\": 9223372036854775808}}", 3, "stream.rows: 9223372036854775808 is out of range"},
		{"fraction", head + "\"stream\": {\"rows\": 1.5}}", 3, "stream.rows: the number 1.5 where a whole number belongs"},
		{"infinite", head + "\"stream\": {\"row_period_s\": 1e999}}", 3, "stream.row_period_s: 1e999 is out of range"},
		{"beyond any axis", head + "\"stream\": {\"row_period_s\": -1e301}}", 3, "stream.row_period_s: -1e301 is out of range"},
		{"NaN", head + "\"stream\": {\"row_period_s\": NaN}}", 3, "invalid character 'N'"},
		{"not UTF-8", head + "\"stream\": {\"name\": \"\xff\"}}", 3, "byte 0xff is not UTF-8"},
		{"deep", head + "\"stream\": " + strings.Repeat("[", 1<<20), 3, "stream: a list where an object belongs"},
		{"long text", head + "\"stream\": {\"name\": \"" + strings.Repeat("x", 2<<20), 3, "a text is longer than 1048576 bytes"},
		{"long number", head + "\"stream\": {\"rows\": " + strings.Repeat("1", 2<<10), 3, "a number or word is longer than 1024 bytes"},
		{"unknown field", head + "  \"runs\": [\n{\"mode\": \"x\",\n\"speed\": 1}]}", 5, "runs[0].speed: this version knows no such field"},
		{"unknown in map", head + "\"runs\": [{\"cycles\": {\"phases\": {\"base\":\n{\"sd\": 1}}}}]}", 4, "runs[0].cycles.phases.base.sd"},
		{"case matters", head + "\"Runs\": []}", 3, "Runs"},
		{"wrong type", head + "\"stream\": {\n\"rows\": \"many\"}}", 4, "stream.rows: a text where a whole number belongs"},
		{"object for list", head + "\"runs\": {\"a\": [{}]}}", 3, "an object where a list belongs"},
		{"other version", "{\n\"version\": 9}", 2, "layout 9, and this program reads 1"},
		{"no version", "{}", 1, "layout 0"},
		{"not an object", "[1]", 1, "a list where an object belongs"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), SummaryFile)
			if err := os.WriteFile(path, []byte(test.text), 0o666); err != nil {
				t.Fatal(err)
			}
			_, err := ReadSummary(path)
			fault, ok := errors.AsType[*Error](err)
			if !ok {
				t.Fatalf("error %v is no *Error", err)
			}
			if fault.Line != test.line || fault.File != path || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %q at line %d, want %q at line %d", err, fault.Line, test.want, test.line)
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("more than a line: %q", err)
			}
		})
	}
	twice := fullSummary()
	twice.Runs = append(twice.Runs, twice.Runs[0])
	path := filepath.Join(t.TempDir(), SummaryFile)
	if err := WriteSummary(path, twice); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadSummary(path); err == nil || !strings.Contains(err.Error(), ", as runs[0] is; ") {
		t.Errorf("a run that stands there twice: %v", err)
	}
	if _, err := ReadSummary(filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
}

func TestDropNonFinite(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(-1)
	s := fullSummary()
	s.Stream.Loss[1] = nan                           // a list of numbers goes as a whole
	s.Runs[0].Loss.First = nan                       // required: the record goes
	s.Runs[0].Anomaly.AUC = &inf                     // optional: the figure goes
	s.Runs[0].Anomaly.ByLabel[0].AlarmRate = nan     // its entry goes from the list
	s.Runs[0].Cycles.Phases["base"] = Dist{Max: inf} // its entry goes from the map
	paths := s.DropNonFinite()
	for _, want := range []string{"stream.training_loss[1]", "runs[0].loss.first", "runs[0].anomaly.auc",
		"runs[0].anomaly.by_label[0].alarm_rate", "runs[0].cycles.phases.base.max"} {
		if !strings.Contains(strings.Join(paths, " "), want) {
			t.Errorf("%s not in %v", want, paths)
		}
	}
	run := s.Runs[0]
	if s.Stream.Loss != nil || run.Loss != nil || run.Anomaly.AUC != nil || len(run.Anomaly.ByLabel) != 0 {
		t.Errorf("something was kept: %v %v %v %v", s.Stream.Loss, run.Loss, run.Anomaly.AUC, run.Anomaly.ByLabel)
	}
	if len(run.Cycles.Phases) != PhaseCount-1 || *run.Anomaly.AUCFrozen != 0.5 {
		t.Error("something sound was dropped")
	}
	if err := EncodeSummary(&bytes.Buffer{}, s); err != nil {
		t.Error(err)
	}
	if again := s.DropNonFinite(); len(again) != 0 {
		t.Errorf("found again: %v", again)
	}
}

func TestRequiredListsAreNeverNull(t *testing.T) {
	var b bytes.Buffer
	if err := EncodeSummary(&b, &Summary{Version: Version, Runs: []Run{{Memory: &Memory{}, Classification: &Classification{}}}}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "null") {
		t.Errorf("null in\n%s", b.String())
	}
}
