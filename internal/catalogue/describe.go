package catalogue

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"tinyol-sim/internal/plaintext"
	"tinyol-sim/internal/wording"
)

// amount is a number of bytes as people read it.
func amount(bytes int64) string {
	for _, u := range []struct {
		of   float64
		name string
	}{{1e9, "GB"}, {1e6, "MB"}, {1e3, "kB"}} {
		if v := float64(bytes) / u.of; v >= 0.9995 {
			return wording.Significant(v, 3) + " " + u.name
		}
	}
	return wording.Plural(bytes, "byte", "bytes")
}

// Amount says how much an entry is.
func (e *Entry) Amount() string {
	if n := len(e.Files); n != 1 {
		return fmt.Sprintf("%s in %d files", amount(e.Size()), n)
	}
	return amount(e.Size())
}

// WriteList writes entries as a table, a line each.
func (c *Catalogue) WriteList(w io.Writer, entries []*Entry) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "NAME\tKIND\tSIZE\tLICENCE\tHERE\tCONTENT")
	for _, e := range entries {
		here := "no"
		switch n := c.Present(e); {
		case n == len(e.Files):
			here = "yes"
		case n > 0:
			here = fmt.Sprintf("%d of %d", n, len(e.Files))
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\n", e.Name, clean(e.Kind), amount(e.Size()), clean(e.Licence), here, clean(e.Title))
	}
	return t.Flush()
}

// Terms returns, a line each, what a user has to know before a download: what it
// is, under which licence, how much, and whether anybody has seen the bytes.
func (e *Entry) Terms() []string {
	lines := []string{e.Name + ": " + clean(e.Title)}
	for _, l := range e.terms() {
		lines = append(lines, l[0]+": "+clean(l[1]))
	}
	return lines
}

// terms are names with their texts, without those that have none.
func (e *Entry) terms() [][2]string {
	all := [][2]string{{"licence", e.licence()}, {"size", e.Amount()}, {"from", e.origin()}, {"cite", e.Cite}, {"checksum", e.trust()}}
	return slices.DeleteFunc(all, func(l [2]string) bool { return l[1] == "" })
}

func (e *Entry) licence() string {
	switch {
	case e.Licence == Unknown && e.LicenceFrom == "":
		return "unknown: ask the author before you pass it on"
	case e.LicenceFrom != "":
		return e.Licence + " (" + e.LicenceFrom + ")"
	}
	return e.Licence
}

func (e *Entry) origin() string {
	if e.Version == "" {
		return e.Source
	}
	return strings.TrimSpace(e.Source + " at " + e.Version)
}

func (e *Entry) trust() string {
	if e.Seen {
		return ""
	}
	return "nobody here has seen these bytes; the SHA-256 of what comes is shown"
}

// Describe writes all that is known of an entry.
func (e *Entry) Describe(w io.Writer) error {
	fmt.Fprintf(w, "%s: %s\n", e.Name, clean(e.Title))
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, l := range e.terms() {
		fmt.Fprintf(t, "  %s\t%s\n", l[0], clean(l[1]))
	}
	fmt.Fprintf(t, "  kind\t%s\n", clean(e.Kind))
	if e.GoodFor != "" {
		fmt.Fprintf(t, "  good for\t%s\n", clean(e.GoodFor))
	}
	for _, c := range e.Columns {
		fmt.Fprintf(t, "  column\t%s: %s\n", clean(c.Name), clean(c.Meaning))
	}
	for _, f := range e.Files {
		sum := f.SHA256
		if sum == "" {
			sum = "not known"
		}
		fmt.Fprintf(t, "  file\t%s\n\t%s bytes, SHA-256 %s\n\t%s\n", clean(f.Name), wording.Integer(f.Size), sum, clean(f.Address))
	}
	fmt.Fprintf(t, "  get it\ttinyol-sim datasets get %s\n", e.Name)
	if e.Command != "" {
		fmt.Fprintf(t, "  run it\t%s\n", clean(e.Command))
	}
	return t.Flush()
}

func clean(text string) string { return plaintext.Clean(text) }
