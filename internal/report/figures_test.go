package report

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/macros"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/report/reporttest"
	"tinyol-sim/internal/result"
)

// read returns the contents of files.
func read(t *testing.T, files []string) [][]byte {
	t.Helper()
	var out [][]byte
	for _, f := range files {
		data, err := os.ReadFile(f)
		reporttest.Must(t, err)
		out = append(out, data)
	}
	return out
}

func names(files []string) []string {
	var out []string
	for _, f := range files {
		out = append(out, filepath.Base(f))
	}
	return out
}

func TestFiguresAndPageAreTheSameBytesTwice(t *testing.T) {
	dir := reporttest.Fakes()["short"].Write(t)
	draw := func() [][]byte {
		files, err := Write(dir, "fan", nil)
		reporttest.Must(t, err)
		return read(t, append(files, filepath.Join(dir, HTMLFile), filepath.Join(dir, macros.NumbersFile)))
	}
	first, second := draw(), draw()
	for i := range first {
		if !bytes.Equal(first[i], second[i]) {
			t.Errorf("file %d differs", i)
		}
	}
}

func TestFiguresWriteWhatTheirNamesSay(t *testing.T) {
	dir := reporttest.Fakes()["fan"].Write(t)
	files, err := Write(dir, "fan", nil)
	reporttest.Must(t, err)
	var want []string
	for _, f := range []string{
		"loss-unsupervised", "errors-unsupervised",
		"loss-supervised", "progress-supervised", "test-supervised", "confusion-supervised", "test-confusion-supervised",
		"cycles-unsupervised", "memory-unsupervised", "cycles-supervised", "memory-supervised",
	} {
		want = append(want, f+".svg", f+".png")
	}
	if got := names(files); !slices.Equal(got, want) {
		t.Errorf("wrote %q\nwant  %q", got, want)
	}
	for i, data := range read(t, files) {
		if filepath.Ext(files[i]) == ".svg" {
			checkSVG(t, files[i], data)
		} else {
			checkPNG(t, files[i], data)
		}
	}
}

// checkSVG wants well-formed XML of 84 mm, with title and description, fonts
// that a viewer without Liberation replaces, and nothing from elsewhere.
func checkSVG(t *testing.T, name string, data []byte) {
	t.Helper()
	checkXML(t, name, data)
	for _, part := range []string{`width="84mm"`, "<title>", "<desc>", "'Liberation Sans',Arial"} {
		if !bytes.Contains(data, []byte(part)) {
			t.Errorf("%s: no %s", name, part)
		}
	}
	checkAlone(t, name, data)
}

func checkXML(t *testing.T, name string, data []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}

// besideOrWithin are links to places of the page and to files of its folder.
var besideOrWithin = regexp.MustCompile(`href="#?[a-z0-9-]+(\.(json|csv|tex|svg|png))?"`)

// checkAlone looks for anything that would be fetched.
func checkAlone(t *testing.T, name string, data []byte) {
	t.Helper()
	text := strings.ReplaceAll(string(data), `xmlns="http://www.w3.org/2000/svg"`, "")
	text = besideOrWithin.ReplaceAllString(strings.ReplaceAll(text, `href="data:,"`, ""), "")
	for _, bad := range []string{"http:", "https:", "//", "href=", "src=", "url(", "@import", "<script"} {
		if i := strings.Index(text, bad); i >= 0 {
			t.Errorf("%s: a reference %q: ...%s...", name, bad, text[max(0, i-30):min(len(text), i+40)])
		}
	}
}

// checkPNG wants 84 mm at 300 dots an inch: 84/25.4*300 = 992 dots, and 11811
// to the metre.
func checkPNG(t *testing.T, name string, data []byte) {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	if w := img.Bounds().Dx(); w != 992 {
		t.Errorf("%s: %d dots wide", name, w)
	}
	at := bytes.Index(data, []byte("pHYs"))
	if at < 0 || binary.BigEndian.Uint32(data[at+4:]) != 11811 || binary.BigEndian.Uint32(data[at+8:]) != 11811 || data[at+12] != 1 {
		t.Errorf("%s: no resolution, or a wrong one", name)
	}
}

// TestFiguresWithoutTheirData takes the files of a run away one by one.
func TestFiguresWithoutTheirData(t *testing.T) {
	dir := reporttest.Fakes()["short"].Write(t)
	reporttest.Must(t, os.Remove(filepath.Join(dir, result.StepsFile)))
	reporttest.Must(t, os.Remove(filepath.Join(dir, result.AssessmentsFile)))
	reporttest.Must(t, os.Remove(filepath.Join(dir, result.ManifestFile)))
	files, err := Write(dir, "fan", nil)
	reporttest.Must(t, err)
	for _, f := range names(files) {
		for _, gone := range []string{"loss", "errors", "progress", "test-supervised"} {
			if strings.HasPrefix(f, gone) {
				t.Errorf("%s without its data", f)
			}
		}
	}
	if len(files) == 0 {
		t.Error("no figures of the summary either")
	}
	reporttest.Must(t, os.Remove(filepath.Join(dir, result.SummaryFile)))
	if _, err := Write(dir, "fan", nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without a summary: %v", err)
	}
}

// TestFiguresOfAnEmptyRun has headers and no lines.
func TestFiguresOfAnEmptyRun(t *testing.T) {
	f := reporttest.Fakes()["fan"]
	f.Windows = 0
	if _, err := Write(f.Write(t), "fan", nil); err != nil {
		t.Error(err)
	}
}

// TestFiguresOfManySeeds wants the caption to say how many seeds are drawn.
func TestFiguresOfManySeeds(t *testing.T) {
	f := reporttest.Fakes()["short"]
	f.Seeds = 25
	rec, err := recording.Load(f.Write(t), recording.DrawnSeeds, nil)
	reporttest.Must(t, err)
	for _, g := range rec.Groups {
		if fig := lossFigure(rec, g); !strings.Contains(fig.Caption, "the 19 after it, of 25 in all, as faint lines") {
			t.Errorf("%s: the caption does not say which seeds are drawn: %s", g.Label, fig.Caption)
		}
	}
}

func TestFiguresReportABrokenFile(t *testing.T) {
	dir := reporttest.Fakes()["short"].Write(t)
	path := filepath.Join(dir, result.StepsFile)
	data, err := os.ReadFile(path)
	reporttest.Must(t, err)
	reporttest.Must(t, os.WriteFile(path, append(data, "unsupervised,host,1,what\n"...), 0o666))
	_, err = Write(dir, "fan", nil)
	if err == nil || !strings.Contains(err.Error(), result.StepsFile) {
		t.Errorf("error %v, want one that names %s", err, result.StepsFile)
	}
}

func TestFiguresReportAFolderTheyCannotWriteTo(t *testing.T) {
	dir := reporttest.Fakes()["short"].Write(t)
	reporttest.Must(t, os.Mkdir(filepath.Join(dir, "loss-unsupervised.svg"), 0o777))
	_, err := Write(dir, "fan", nil)
	if err == nil || !strings.Contains(err.Error(), "loss-unsupervised.svg") {
		t.Errorf("error %v", err)
	}
}

func BenchmarkFigures(b *testing.B) {
	dir := reporttest.Fakes()["fan"].Write(b)
	for b.Loop() {
		if _, err := Write(dir, "fan", nil); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoad reads steps; the memory must not grow with their number.
func BenchmarkLoad(b *testing.B) {
	for _, windows := range []int64{50_000, 500_000} {
		b.Run(fmt.Sprint(windows), func(b *testing.B) {
			f := reporttest.Fakes()["fan"]
			f.Windows, f.Modes = windows, f.Modes[:1]
			dir := f.Write(b)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := recording.Load(dir, recording.DrawnSeeds, nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(windows)*float64(b.N)/b.Elapsed().Seconds(), "windows/s")
		})
	}
}

// 256 classes have 65,536 cells, which would be as many areas.
func TestManyCellsAreDrawnAsFewBoxes(t *testing.T) {
	const classes = 256
	counts := make([][]int64, classes)
	for i := range counts {
		counts[i] = make([]int64, classes)
		counts[i][i] = 1
	}
	f := matrixFigure("m", "m", make([]string, classes), counts, "")
	f.Panels = f.Panels[:1] // without the scale of the shades
	svg, err := figure.LayOut(f).SVG()
	reporttest.Must(t, err)
	// A row has one dark cell with a box of empty ones on either side, but at
	// the ends.
	if n, want := strings.Count(string(svg), "Z\" style=\"fill:"), 3*classes-2; n < want || n > want+10 {
		t.Errorf("%d areas, want %d and the frame", n, want)
	}
}
