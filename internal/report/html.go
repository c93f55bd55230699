package report

import (
	"bytes"
	_ "embed" // the page's template and style
	"fmt"
	"html/template"
	"image/color"
	"strings"
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
	rec, err := load(dir, drawnSeeds)
	if err != nil {
		return err
	}
	return writeHTML(dir, rec)
}

func writeHTML(dir string, rec *recording) error {
	view, err := newHTMLPage(rec)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := parsedPage.Execute(&b, view); err != nil {
		return fmt.Errorf("write the page of %s: %w", dir, err)
	}
	return write(dir, HTMLFile, []byte(clean(b.String())))
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

func newHTMLPage(rec *recording) (*htmlPage, error) {
	p := newPage(rec.summary)
	view := &htmlPage{page: p, Style: template.CSS(pageStyle), Origin: originOf(rec.manifest)}
	figures := map[string][]htmlFigure{}
	for _, f := range rec.figures() {
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

func htmlFigureOf(f *figure) (htmlFigure, error) {
	d := layOut(f)
	body, err := d.svgBody()
	if err != nil {
		return htmlFigure{}, err
	}
	return htmlFigure{Title: f.Title, Caption: f.Caption, ID: f.Name, ViewBox: d.viewBox(),
		Body: template.HTML(themed.Replace(body))}, nil
}

// themed replaces the palette's colours by the page's variables, which have
// values for light and dark. Black fill is SVG's default and set in the style.
var themed = strings.NewReplacer(
	hex(ink), "var(--ink)", hex(paper), "var(--paper)", hex(gridGrey), "var(--grid)", hex(midGrey), "var(--mid)",
	hex(blue), "var(--blue)", hex(blueTint), "var(--blue-tint)", hex(blueFaint), "var(--blue-faint)",
	hex(vermillion), "var(--vermillion)", hex(redTint), "var(--red-tint)", hex(redFaint), "var(--red-faint)",
	hex(green), "var(--green)", hex(purple), "var(--purple)", hex(orange), "var(--orange)",
)

// hex writes a colour as the drawing does.
func hex(c color.NRGBA) string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }
