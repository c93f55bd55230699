package paper

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/output"
	"tinyol-sim/internal/report/macros"
	"tinyol-sim/internal/report/reporttest"
	"tinyol-sim/internal/result"
	"tinyol-sim/internal/wording"
)

// plots is the folder of the figures of the bundled fan that come with the
// code.
const plots = "../../../plots"

// plotsCopy is a folder with the data of plots and nothing else.
func plotsCopy(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range result.FigureNames() {
		for _, ending := range []string{".csv", ".json"} {
			data, err := os.ReadFile(filepath.Join(plots, name+ending))
			reporttest.Must(t, err)
			reporttest.Must(t, os.WriteFile(filepath.Join(dir, name+ending), data, 0o666))
		}
	}
	return dir
}

// The figures that come with the code are those that the code draws from their
// data, and drawing them again changes no byte of any format.
func TestPlotsAreWhatTheirDataMakes(t *testing.T) {
	first, second := plotsCopy(t), plotsCopy(t)
	drawn, err := Write(first, nil)
	reporttest.Must(t, err)
	_, err = Write(second, nil)
	reporttest.Must(t, err)
	for _, path := range drawn {
		name := filepath.Base(path)
		got, err := os.ReadFile(path)
		reporttest.Must(t, err)
		again, err := os.ReadFile(filepath.Join(second, name))
		reporttest.Must(t, err)
		if !bytes.Equal(got, again) {
			t.Errorf("%s is another file when drawn again", name)
		}
		if e := filepath.Ext(name); e != ".svg" && e != ".txt" {
			continue
		}
		if runtime.GOARCH != "amd64" && strings.HasSuffix(name, ".svg") {
			continue // coordinates round differently where products are fused
		}
		kept, err := os.ReadFile(filepath.Join(plots, name))
		reporttest.Must(t, err)
		if !bytes.Equal(got, kept) {
			t.Errorf("plots/%s is not what its data makes; run make figures and look at the difference", name)
		}
	}
}

// Every picture and caption in plots belongs to a figure.
func TestPlotsHoldNothingElse(t *testing.T) {
	dir := plotsCopy(t)
	drawn, err := Write(dir, nil)
	reporttest.Must(t, err)
	known := map[string]bool{macros.NumbersFile: true}
	for _, path := range drawn {
		known[filepath.Base(path)] = true
	}
	for _, name := range result.FigureNames() {
		known[name+".csv"], known[name+".json"] = true, true
	}
	known[output.RecordFile] = true // where make figures has run
	entries, err := os.ReadDir(plots)
	reporttest.Must(t, err)
	for _, e := range entries {
		if !known[e.Name()] {
			t.Errorf("plots/%s belongs to no figure", e.Name())
		}
	}
}

func plotsFigure(t *testing.T, name string) *paperFigure {
	t.Helper()
	f, err := readPaper(plots, name)
	reporttest.Must(t, err)
	return f
}

// The shapes that the paper's figures have. Where the bundled fan does not show
// one, docs/PAPER.md says so.
func TestPlotsHaveThePapersShapes(t *testing.T) {
	if auc := plotsFigure(t, result.FigErrors).record.Number("auc.spectrum"); auc == nil || *auc.Low < 0.95 {
		t.Errorf("figure 6 does not separate: AUC %+v", auc)
	}

	drift := plotsFigure(t, result.FigDrift)
	for _, frontEnd := range []string{"spectrum", "raw"} {
		before, after := drift.record.Number("overlap.before."+frontEnd), drift.record.Number("overlap.after."+frontEnd)
		if before == nil || after == nil {
			t.Fatalf("figure 7 does not state its overlaps with %s", frontEnd)
		}
		if training := drift.mean("false_alarms.training." + frontEnd); drift.mean("false_alarms.before."+frontEnd) < training+0.1 {
			t.Errorf("figure 7, %s: no shift in the field", frontEnd)
		}
		if after.Mean < before.Mean {
			t.Errorf("figure 7, %s: learning took the field away from the training phase: overlap %g, then %g", frontEnd, before.Mean, after.Mean)
		}
	}
	// It returns: the field comes as close to the training phase as its own halves
	// are to each other, and the false alarms that drift added go.
	before, after := drift.record.Number("overlap.before.spectrum"), drift.record.Number("overlap.after.spectrum")
	halves := drift.mean("overlap.training_halves.spectrum")
	if *after.Low < *before.High+0.25 || after.Mean < halves-0.05 {
		t.Errorf("figure 7 does not return: overlap %g, then %g; halves of the training phase %g", before.Mean, after.Mean, halves)
	}
	shifted, left, training := drift.mean("false_alarms.before.spectrum"), drift.mean("false_alarms.after.spectrum"), drift.mean("false_alarms.training.spectrum")
	if left-training > (shifted-training)/4 {
		t.Errorf("figure 7 does not return: false alarms %g, then %g; of the training phase %g", shifted, left, training)
	}

	online := plotsFigure(t, result.FigOnline)
	if first, last := online.mean("macro_f1.first.spectrum"), online.mean("macro_f1.last_round.spectrum"); last < first+0.5 {
		t.Errorf("figure 8a does not rise: macro-F1 %g, at the end %g", first, last)
	}

	offline := plotsFigure(t, result.FigOffline)
	if n := offline.record.Number("crossing.3000.spectrum"); n == nil || n.Mean > 50 {
		t.Errorf("figure 8b: plenty of data does not pass the online layer within 50 epochs: %+v", n)
	}
	if little, plenty := offline.record.Number("crossing.30.spectrum"), offline.record.Number("crossing.3000.spectrum"); little != nil && little.Mean <= plenty.Mean {
		t.Errorf("figure 8b: 30 windows pass at epoch %g, 3000 at %g", little.Mean, plenty.Mean)
	}
}

// Every figure that depends on a seed shows an interval over ten of them.
func TestPlotsShowIntervals(t *testing.T) {
	for _, name := range []string{result.FigReconstruction, result.FigErrors, result.FigDrift, result.FigOnline, result.FigOffline, result.FigMapDrifted, result.FigMapUndrifted} {
		f := plotsFigure(t, name)
		if f.record.Seeds < 10 {
			t.Errorf("%s: %d seeds", name, f.record.Seeds)
		}
		for _, fig := range f.figs {
			shown := false
			for _, p := range fig.Panels {
				for _, m := range p.Marks {
					switch m := m.(type) {
					case figure.Band, figure.StepBand, figure.Whiskers:
						shown = true
					case figure.Cells:
						shown = strings.Contains(m.Text[0][0], "±")
					}
				}
			}
			if !shown || !strings.Contains(fig.Caption, "10 seeds") {
				t.Errorf("%s shows no interval over 10 seeds", fig.Name)
			}
		}
	}
}

// papers are all figures of plots, and of recordings that are hard to draw.
func papers(t *testing.T) map[string]*paperFigure {
	all := map[string]*paperFigure{}
	for _, name := range result.FigureNames() {
		all[name] = plotsFigure(t, name)
	}
	dir := t.TempDir()
	for name, write := range hardData() {
		reporttest.Must(t, write(filepath.Join(dir, name)))
		f, err := readPaper(dir, name)
		reporttest.Must(t, err)
		all["hard "+name] = f
	}
	return all
}

func TestPaperFiguresAreReadable(t *testing.T) {
	for name, f := range papers(t) {
		if len(f.figs)+len(f.tables) == 0 {
			t.Errorf("%s: nothing is drawn", name)
		}
		for _, fig := range f.figs {
			for _, problem := range figure.Check(fig) {
				t.Errorf("%s, %s: %s", name, fig.Name, problem)
			}
		}
	}
}

// hardData writes figures with one seed, so without intervals, of recordings
// with long names, many classes and no time.
func hardData() map[string]func(path string) error {
	record := func(name string) *result.Figure {
		labels := []string{"a bearing that has been worn down for years", "Ω & <b>", "%_^~{}\\", "", "e", "f", "g", "h"}
		return &result.Figure{Name: name, Command: []string{"tinyol-sim", "figures"}, Normal: labels[0], Classes: labels, Channels: []string{"x"}, Seeds: 1,
			Setups: []result.FigureSetup{{FrontEnd: "demean", Window: 3, Layers: []int{3, 1, 3}}}, Facts: map[string]string{"frontend": "demean"}}
	}
	nan := math.NaN()
	bins := func(panel string, edges ...float64) []result.HistogramRow {
		var rows []result.HistogramRow
		for i := 0; i < len(edges); i += 2 {
			rows = append(rows, result.HistogramRow{FrontEnd: "demean", Panel: panel, Series: fmt.Sprint("series ", i), From: edges[i], To: edges[i+1], Mean: 1, Low: nan, High: nan})
		}
		return rows
	}
	phase := func(board string, v float64) result.PhaseRow {
		return result.PhaseRow{Board: board, Core: "c", Mark: "estimated", FrontEnd: "demean", Mode: "unsupervised", Phase: "base", Cycles: v, Time: v, Energy: v}
	}
	return map[string]func(string) error{
		result.FigVibration: func(path string) error {
			f := record(result.FigVibration)
			var rows []result.VibrationRow
			for i, label := range f.Classes {
				for step := range 4 {
					rows = append(rows, result.VibrationRow{Label: label, Channel: "x", Step: step, Value: float64(i * step)})
				}
			}
			return writeHard(path, f, rows)
		},
		result.FigReconstruction: func(path string) error {
			return writeHard(path, record(result.FigReconstruction), []result.ReconstructionRow{
				{FrontEnd: "demean", Label: "e", Feature: 0, Input: 1e6, Mean: 1, Low: nan, High: nan},
				{FrontEnd: "demean", Label: "e", Feature: 1, Input: -1e6, Mean: 1, Low: nan, High: nan},
			})
		},
		result.FigErrors: func(path string) error {
			return writeHard(path, record(result.FigErrors), bins("", 1e-9, 1.2e-9, 9e5, 1e6))
		},
		result.FigDrift: func(path string) error {
			return writeHard(path, record(result.FigDrift), append(bins("before", 1, 1.2, 1, 1.2), bins("after", 1, 1.2, 1, 1.2)...))
		},
		result.FigOnline: func(path string) error {
			f := record(result.FigOnline)
			rows := []result.OnlineRow{{FrontEnd: "demean", Steps: 50, Low: nan, High: nan}, {FrontEnd: "demean", Steps: 100, Mean: 1, Low: nan, High: nan}}
			for _, label := range f.Classes[1:] {
				if label != "" {
					rows = append(rows, result.OnlineRow{FrontEnd: "demean", Class: label, Steps: 50, Mean: 0.5, Low: nan, High: nan})
				}
			}
			return writeHard(path, f, rows)
		},
		result.FigOffline: func(path string) error {
			return writeHard(path, record(result.FigOffline), []result.OfflineRow{
				{FrontEnd: "demean", Windows: 30, Epochs: 1, Mean: 1, Low: nan, High: nan}, {FrontEnd: "demean", Windows: 30, Epochs: 2, Mean: 1, Low: nan, High: nan},
			})
		},
		result.FigEnergy: func(path string) error {
			return writeHard(path, record(result.FigEnergy), []result.PhaseRow{phase("a-board-with-a-long-name", 1e6), phase("b", 1e-3)})
		},
		result.FigCycles: func(path string) error {
			return writeHard(path, record(result.FigCycles), []result.PhaseRow{phase("b", 1e9)})
		},
		result.FigMapDrifted: func(path string) error {
			var rows []result.MapRow
			for _, rate := range []float64{1e-7, 0.1, 123456} {
				for _, steps := range []int{0, 1e9} {
					rows = append(rows, result.MapRow{Recording: "r", Policy: "always", Rate: rate, Steps: steps, Mean: 1e-5, Low: nan, High: nan})
				}
			}
			return writeHard(path, record(result.FigMapDrifted), rows)
		},
	}
}

func writeHard[T any](path string, f *result.Figure, rows []T) error {
	if err := result.WriteRows(path+".csv", rows); err != nil {
		return err
	}
	return result.WriteFigure(path+".json", f)
}

// What is hard to draw has to come out in every format.
func TestHardFiguresAreWritten(t *testing.T) {
	dir := t.TempDir()
	for name, write := range hardData() {
		reporttest.Must(t, write(filepath.Join(dir, name)))
	}
	files, err := Write(dir, nil)
	reporttest.Must(t, err)
	if len(files) != 5*len(hardData())+1 {
		t.Errorf("%d files: %v", len(files), files)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		reporttest.Must(t, err)
		if filepath.Ext(path) == ".tex" && bytes.Contains(data, []byte("NaN")) || len(data) == 0 {
			t.Errorf("%s is empty or holds NaN", path)
		}
	}
}

func TestPaperFiguresThatCannotBeDrawn(t *testing.T) {
	empty := t.TempDir()
	if _, err := Write(empty, []string{"fig9"}); err == nil || !strings.Contains(err.Error(), "fig4-vibration") {
		t.Errorf("an unknown figure: %v", err)
	}
	dir := plotsCopy(t)
	reporttest.Must(t, os.WriteFile(filepath.Join(dir, result.FigErrors+".csv"), []byte("frontend,x\n"), 0o666))
	if _, err := Write(dir, []string{result.FigErrors}); err == nil || !strings.Contains(err.Error(), "fig6-errors.csv:1") {
		t.Errorf("another table: %v", err)
	}
	reporttest.Must(t, os.Remove(filepath.Join(dir, result.FigDrift+".csv")))
	if _, err := Write(dir, []string{result.FigDrift}); err == nil || !strings.Contains(err.Error(), "fig7-drift.csv") {
		t.Errorf("no data: %v", err)
	}
}

// The page that sets the paper beside the simulation quotes what plots holds.
func TestPaperPageQuotesThePlots(t *testing.T) {
	data, err := os.ReadFile("../../../docs/PAPER.md")
	reporttest.Must(t, err)
	page := strings.Join(strings.Fields(string(data)), " ")
	quoted := func(figure, text string) {
		t.Helper()
		if text == "" || !strings.Contains(page, text) {
			t.Errorf("docs/PAPER.md does not quote %q of %s", text, figure)
		}
	}
	for _, q := range []struct {
		figure string
		unit   wording.Unit
		names  []string
	}{
		{result.FigReconstruction, wording.Quantity, []string{"error.spectrum.normal", "error.spectrum.stuck", "error.spectrum.tilted", "error.raw.stuck"}},
		{result.FigErrors, wording.Score, []string{"auc.spectrum", "auc.raw"}},
		{result.FigDrift, wording.Rate, []string{"false_alarms.before.spectrum", "false_alarms.after.spectrum", "false_alarms.training.spectrum",
			"overlap.before.spectrum", "overlap.after.spectrum", "overlap.training_halves.spectrum", "overlap.after_default.spectrum", "false_alarms.after_default.spectrum", "false_alarms.before.raw", "overlap.before.raw", "overlap.after.raw"}},
		{result.FigOnline, wording.Rate, []string{"mistaken.normal.spectrum", "mistaken.stuck.spectrum", "mistaken.tilted.spectrum", "mistaken.normal.raw"}},
		{result.FigOnline, wording.Score, []string{"macro_f1.first.spectrum", "macro_f1.last_round.spectrum", "macro_f1.last_round.raw", "f1.last_round.normal.spectrum", "f1.last_round.stuck.spectrum"}},
	} {
		f := plotsFigure(t, q.figure)
		for _, name := range q.names {
			quoted(q.figure, f.numberText(name, q.unit))
		}
	}
	offline := plotsFigure(t, result.FigOffline)
	var epochs []string
	for _, windows := range []int{30, 100, 300, 1000, 3000} {
		epochs = append(epochs, fmt.Sprint(offline.mean(fmt.Sprintf("crossing.%d.spectrum", windows))))
	}
	quoted(result.FigOffline, "from epoch "+strings.Join(epochs[:4], ", ")+" and "+epochs[4]+" on")
	quoted(result.FigOffline, fmt.Sprintf("from epoch %g on", offline.mean("crossing.3000.raw")))
	times, err := result.ReadRows[result.TimeRow](filepath.Join(plots, result.TableTime+".csv"))
	reporttest.Must(t, err)
	for _, r := range times {
		if r.FrontEnd == "raw" {
			quoted(result.TableTime, fmt.Sprintf("%s, %s | %s | %s | %s | %s |", modeNames[r.Mode], r.Mark,
				microsecondsText(r.Average), microsecondsText(r.Median), microsecondsText(r.Minimum), microsecondsText(r.Maximum)))
		}
	}
	ways, err := result.ReadRows[result.TrainingRow](filepath.Join(plots, result.FigTraining+".csv"))
	reporttest.Must(t, err)
	drift := plotsFigure(t, result.FigDrift)
	quoted(result.FigDrift, fmt.Sprintf("that is %g (%s on the windows", drift.mean("learning_rate.spectrum"), wording.Rate.Text(drift.mean("overlap.validation.spectrum"))))
	bytes := map[string]int{}
	for _, r := range ways {
		if r.Mode == "unsupervised" && r.Way != "whole network, online" { // which is not on the page
			bytes[r.FrontEnd+" "+r.Way] += r.Bytes
		}
	}
	regions, err := result.ReadRows[result.RegionRow](filepath.Join(plots, result.FigRegions+".csv"))
	reporttest.Must(t, err)
	memory := plotsFigure(t, result.FigRegions)
	flash := int(memory.mean("flash.unsupervised.raw"))
	for _, r := range regions {
		if r.FrontEnd == "raw" && r.Mode == "unsupervised" && r.Region == "reserved flash" {
			flash -= r.Bytes
		}
	}
	quoted(result.FigRegions, fmt.Sprintf("%s of RAM, %s of flash beside", wording.BytesOf(int(memory.mean("ram.unsupervised.raw"))), wording.BytesOf(flash)))
	quoted(result.FigTraining, "takes "+wording.BytesOf(bytes["spectrum online layer"])+" of RAM")
	quoted(result.FigTraining, "`raw` "+wording.BytesOf(bytes["raw online layer"])+" against ")
	for _, n := range bytes {
		quoted(result.FigTraining, strings.TrimSuffix(wording.BytesOf(n), " KiB"))
	}
}

// No cycle count without its mark: the panel says it, and stars single out the
// boards whose mark is another.
func TestPanelsCarryTheMarks(t *testing.T) {
	row := func(board, mark string) result.PhaseRow { return result.PhaseRow{Board: board, Mark: mark} }
	rows := []result.PhaseRow{row("a", "estimated"), row("b", "modelled"), row("b", "modelled"), row("c", "modelled"), row("d", "published")}
	heading, boards := markedBoards("supervised", rows)
	if heading != "supervised, modelled; * estimated; ** published" || strings.Join(boards, " ") != "a* b c d**" {
		t.Errorf("%q, boards %q", heading, boards)
	}
}
