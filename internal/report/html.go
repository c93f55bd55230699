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
func pageOf(rec *recording.Recording, drawn []picture) ([]byte, error) {
	var b bytes.Buffer
	if err := parsedPage.Execute(&b, newHTMLPage(rec, drawn)); err != nil {
		return nil, fmt.Errorf("write the page of %s: %w", rec.Summary.Stream.Name, err)
	}
	return []byte(wording.Clean(b.String())), nil
}

// htmlPage is what the template sees.
type htmlPage struct {
	*page
	Style    template.CSS
	Sections []htmlSection // instead of the page's
	Origin   *origin       // nil without a manifest
}

type htmlSection struct {
	section
	ID      string
	Name    string // the heading before its colon
	Meaning string // and behind it
	Figures []htmlFigure
}

type htmlFigure struct {
	Title, Caption, ID string
	ViewBox            string
	Body               template.HTML // drawn here, its texts escaped by the drawing
}

func newHTMLPage(rec *recording.Recording, drawn []picture) *htmlPage {
	p := newPage(rec.Summary)
	view := &htmlPage{page: p, Style: template.CSS(pageStyle), Origin: originOf(rec.Manifest)}
	figures := map[string][]htmlFigure{}
	for _, f := range drawn {
		figures[f.Section] = append(figures[f.Section], htmlFigure{Title: f.Title, Caption: f.Caption, ID: f.Name,
			ViewBox: f.viewBox, Body: template.HTML(figure.Themed(f.body))})
	}
	for _, s := range p.Sections {
		name, meaning, _ := strings.Cut(s.Heading, ":")
		view.Sections = append(view.Sections, htmlSection{section: s, ID: fileName(name), Name: name,
			Meaning: strings.TrimSpace(meaning), Figures: figures[s.Key]})
	}
	return view
}
