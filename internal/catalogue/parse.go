package catalogue

import (
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"tinyol-sim/internal/yamlfile"
)

// texts are the keys of an entry that hold a text, and where it belongs.
var texts = map[string]func(*Entry) *string{
	"title":        func(e *Entry) *string { return &e.Title },
	"kind":         func(e *Entry) *string { return &e.Kind },
	"good-for":     func(e *Entry) *string { return &e.GoodFor },
	"source":       func(e *Entry) *string { return &e.Source },
	"version":      func(e *Entry) *string { return &e.Version },
	"licence":      func(e *Entry) *string { return &e.Licence },
	"licence-from": func(e *Entry) *string { return &e.LicenceFrom },
	"cite":         func(e *Entry) *string { return &e.Cite },
	"command":      func(e *Entry) *string { return &e.Command },
}

// Parse reads the YAML of an entry. file is its name, for errors, and without its
// ending the name of the entry. The error is an *Error with file and line.
func Parse(data []byte, file string) (*Entry, error) {
	p := &parser{file: file}
	root, err := yamlfile.Parse(data)
	if err != nil {
		return nil, yamlError(file, err)
	}
	base := filepath.Base(file)
	e := &Entry{Name: strings.TrimSuffix(base, filepath.Ext(base)), Seen: true}
	if !entryName.MatchString(e.Name) {
		return nil, p.fail(0, nameRemedy, "the name of the file is not one for an entry")
	}
	if root.Kind != yamlfile.Group {
		return nil, p.fail(root.Line, "begin with title: and the other keys", "holds no entry")
	}
	for _, entry := range root.Entries {
		if err := p.key(e, entry); err != nil {
			return nil, err
		}
	}
	if err := p.complete(e); err != nil {
		return nil, err
	}
	return e, nil
}

type parser struct{ file string }

func (p *parser) fail(line int, remedy, problem string, args ...any) *Error {
	return &Error{Subject: p.file, Line: line, Problem: fmt.Sprintf(problem, args...), Remedy: remedy}
}

// yamlError adds the file to an error of yamlfile, limits or the system.
func yamlError(file string, err error) *Error {
	if bad, ok := err.(*yamlfile.Error); ok {
		return &Error{Subject: file, Line: bad.Line, Problem: bad.Problem, Remedy: bad.Remedy}
	}
	return &Error{Subject: file, Problem: cause(err), Err: err}
}

func (p *parser) key(e *Entry, k yamlfile.Entry) error {
	if field, ok := texts[k.Key]; ok {
		return p.text(k, field(e))
	}
	switch k.Key {
	case "seen":
		var text string
		if err := p.text(k, &text); err != nil {
			return err
		}
		if text != "true" && text != "false" {
			return p.fail(k.Line, "write true or false", "seen is %q", text)
		}
		e.Seen = text == "true"
		return nil
	case "columns":
		return p.columns(e, k)
	case "files":
		return p.files(e, k)
	}
	return p.fail(k.Line, "use title, kind, good-for, source, version, licence, licence-from, cite, command, seen, columns, files", "unknown key %q", k.Key)
}

// text reads the one line that a key has.
func (p *parser) text(k yamlfile.Entry, into *string) error {
	switch {
	case k.Value.Kind != yamlfile.Scalar || k.Value.Null:
		return p.fail(k.Line, "write a text behind it, or leave the key out", "%s has no text", k.Key)
	case len(k.Value.Text) > maxText:
		return p.fail(k.Line, fmt.Sprintf("shorten it to %d bytes", maxText), "%s is too long", k.Key)
	}
	*into = strings.Join(strings.Fields(k.Value.Text), " ")
	return nil
}

func (p *parser) columns(e *Entry, k yamlfile.Entry) error {
	if k.Value.Kind != yamlfile.Group {
		return p.fail(k.Line, "write NAME: MEANING, one a line", "columns is not a group")
	}
	for _, c := range k.Value.Entries {
		column := Column{Name: c.Key}
		if err := p.text(c, &column.Meaning); err != nil {
			return err
		}
		e.Columns = append(e.Columns, column)
	}
	return nil
}

func (p *parser) files(e *Entry, k yamlfile.Entry) error {
	if k.Value.Kind != yamlfile.List {
		return p.fail(k.Line, "begin each file with \"- name:\"", "files is not a list")
	}
	if n := len(k.Value.Items); n > maxFiles {
		return p.fail(k.Line, "pack them into an archive, or make several entries", "lists %d files, at most %d are read", n, maxFiles)
	}
	taken := map[string]bool{}
	for _, item := range k.Value.Items {
		f, err := p.oneFile(e, item)
		if err != nil {
			return err
		}
		if lower := strings.ToLower(f.Name); taken[lower] {
			return p.fail(item.Line, "give each file a name of its own", "%q is the name of two files", f.Name)
		} else {
			taken[lower] = true
		}
		e.Files = append(e.Files, f)
	}
	return nil
}

func (p *parser) oneFile(e *Entry, item yamlfile.Node) (f File, err error) {
	if item.Kind != yamlfile.Group {
		return f, p.fail(item.Line, "give it name, address, size and sha256", "is not a file")
	}
	var size string
	into := map[string]*string{"name": &f.Name, "address": &f.Address, "size": &size, "sha256": &f.SHA256}
	for _, k := range item.Entries {
		field, ok := into[k.Key]
		if !ok {
			return f, p.fail(k.Line, "use name, address, size, sha256", "unknown key %q of a file", k.Key)
		}
		if err := p.text(k, field); err != nil {
			return f, err
		}
	}
	if problem := checkFileName(f.Name); problem != "" {
		return f, p.fail(item.Line, "rename it", "name of a file %q: it %s", f.Name, problem)
	}
	if _, err := address(f.Address); err != nil {
		return f, p.fail(item.Line, "write an address that begins with https://", "address of %s: %v", f.Name, err)
	}
	if f.Size, err = strconv.ParseInt(size, 10, 64); err != nil || f.Size < 1 || f.Size > maxSize {
		return f, p.fail(item.Line, "write its bytes as a whole number, which end a download that is longer", "size of %s is %q", f.Name, size)
	}
	if sum, err := hex.DecodeString(f.SHA256); f.SHA256 != "" && (err != nil || len(sum) != 32 || f.SHA256 != strings.ToLower(f.SHA256)) {
		return f, p.fail(item.Line, "write 64 small hexadecimal digits, as sha256sum prints them", "sha256 of %s is %q", f.Name, f.SHA256)
	}
	return f, nil
}

// complete refuses an entry without what a user has to know before a download.
func (p *parser) complete(e *Entry) error {
	for _, key := range []string{"title", "kind", "licence"} {
		if *texts[key](e) == "" {
			return p.fail(0, "add it", "%s: is missing", key)
		}
	}
	if len(e.Files) == 0 {
		return p.fail(0, "add them", "files: is missing")
	}
	if i := slices.IndexFunc(e.Files, func(f File) bool { return f.SHA256 == "" }); e.Seen && i >= 0 {
		return p.fail(0, "add it, or seen: false where nobody has seen the bytes", "%s has no sha256", e.Files[i].Name)
	}
	return nil
}
