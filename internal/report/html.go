package report

import (
	"bytes"
	_ "embed" // the page's template and style
	"fmt"
	"html/template"
	"strings"

	"tinyol-sim/internal/figure"
	"tinyol-sim/internal/output"
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

// HTML reads the result directory dir and writes report.html beside the
// results: one file with everything in it, figures included, that asks no
// server for anything. Errors are those of Figures.
func HTML(dir string) error {
	rec, err := recording.Load(dir, recording.DrawnSeeds)
	if err != nil {
		return err
	}
	return writeHTML(dir, rec)
}

func writeHTML(dir string, rec *recording.Recording) error {
	view, err := newHTMLPage(rec)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := parsedPage.Execute(&b, view); err != nil {
		return fmt.Errorf("write the page of %s: %w", dir, err)
	}
	return output.Put(dir, HTMLFile, []byte(wording.Clean(b.String())))
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

func newHTMLPage(rec *recording.Recording) (*htmlPage, error) {
	p := newPage(rec.Summary)
	view := &htmlPage{page: p, Style: template.CSS(pageStyle), Origin: originOf(rec.Manifest)}
	figures := map[string][]htmlFigure{}
	for _, f := range figuresOf(rec) {
		drawn, err := htmlFigureOf(f)
		if err != nil {
			return nil, err
		}
		figures[f.Section] = append(figures[f.Section], drawn)
	}
	for _, s := range p.Sections {
		name, meaning, _ := strings.Cut(s.Heading, ":")
		view.Sections = append(view.Sections, htmlSection{section: s, ID: fileName(name), Name: name,
			Meaning: strings.TrimSpace(meaning), Figures: figures[s.Key]})
	}
	return view, nil
}

func htmlFigureOf(f *figure.Figure) (htmlFigure, error) {
	d := figure.LayOut(f)
	body, err := d.SVGBody()
	if err != nil {
		return htmlFigure{}, err
	}
	return htmlFigure{Title: f.Title, Caption: f.Caption, ID: f.Name, ViewBox: d.ViewBox(),
		Body: template.HTML(figure.Themed(body))}, nil
}
