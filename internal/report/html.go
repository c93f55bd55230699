package report

import (
	"bytes"
	_ "embed" // the page's template and style
	"fmt"
	"html/template"
	"strings"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/report/recording"
	"tinyol-sim/internal/wording"
)

// HTMLFile is the page's name in a result directory.
const HTMLFile = "report.html"

//go:embed report.html.tmpl
var pageTemplate string

//go:embed report.css
var pageStyle string

var parsedPage = template.Must(template.New(HTMLFile).Parse(pageTemplate))

// pageOf is the page of a recording with its pictures: one file with everything in
// it, figures included, that asks no server for anything.
func pageOf(rec *recording.Recording, drawn []picture, files []resultFile) ([]byte, error) {
	var b bytes.Buffer
	if err := parsedPage.Execute(&b, newHTMLPage(rec, drawn, files)); err != nil {
		return nil, fmt.Errorf("write the page of %s: %w", rec.Summary.Stream.Name, err)
	}
	return []byte(wording.Clean(b.String())), nil
}

// htmlPage is what the template sees.
type htmlPage struct {
	*page
	Style    template.CSS
	Files    []resultFile // in the folder of the page
	Contents []heading
	Tables   []htmlGrid    // of the first screen
	Planes   []htmlFigure  // likewise
	Sections []htmlSection // instead of the page's
	Origin   *origin       // nil without a manifest
}

// heading is a line of the table of contents.
type heading struct{ ID, Name string }

type htmlSection struct {
	section
	ID      string
	Name    string // the heading before its colon
	Meaning string // and behind it
	Tables  []htmlGrid
	Figures []htmlFigure
}

type htmlFigure struct {
	Title, Caption, ID string
	ViewBox            string
	Body               template.HTML // drawn here, its texts escaped by the drawing
}

func newHTMLPage(rec *recording.Recording, drawn []picture, files []resultFile) *htmlPage {
	p := newPage(rec.Summary)
	view := &htmlPage{page: p, Style: template.CSS(pageStyle), Files: files, Tables: gridsOf(p.First.Grids), Origin: originOf(rec.Manifest)}
	figures := map[string][]htmlFigure{}
	for _, f := range drawn {
		figures[f.Section] = append(figures[f.Section], htmlFigure{Title: f.Title, Caption: f.Caption, ID: f.Name,
			ViewBox: f.viewBox, Body: template.HTML(figure.Themed(f.body))})
	}
	view.Planes = figures[firstKey]
	view.Contents = append(view.Contents, heading{"what-was-run", "what was run"})
	for _, s := range p.Sections {
		name, meaning, _ := strings.Cut(s.Heading, ":")
		of := htmlSection{section: s, ID: fileName(name), Name: name, Meaning: strings.TrimSpace(meaning), Tables: gridsOf(s.Grids), Figures: figures[s.Key]}
		view.Sections, view.Contents = append(view.Sections, of), append(view.Contents, heading{of.ID, name})
	}
	if view.Origin != nil {
		view.Contents = append(view.Contents, heading{"origin", "where the numbers came from"})
	}
	return view
}
