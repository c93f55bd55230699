package catalogue

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

// Unknown stands where nobody has found a licence.
const Unknown = "unknown"

// Entry is a recording, or several that belong together.
type Entry struct {
	Name        string // what a user calls it, and its folder in the cache
	Title       string // one line
	Kind        string // fan, motor, machine, activity, environment; of one's own: anything
	GoodFor     string
	Source      string // page for people
	Version     string // what the addresses are pinned to: a commit, as a rule
	Licence     string // Unknown if none was found
	LicenceFrom string // where it was read
	Cite        string
	Command     string // runs it, once it is on this machine
	Columns     []Column
	Files       []File
	Seen        bool // sizes and checksums were computed from the bytes
	Own         bool // out of the user's own folder
}

// Column is a column of the files, or several: its name in the file and what it holds.
type Column struct{ Name, Meaning string }

// File is one file of an entry.
type File struct {
	Name    string // in the folder of the entry, with slashes
	Address string // https:, for this machine also http:, in one's own entries file:
	Size    int64  // bytes
	SHA256  string // in hex; "" where nobody has seen the bytes
}

// Size returns the bytes of all files.
func (e *Entry) Size() int64 {
	var sum int64
	for _, f := range e.Files {
		sum += f.Size
	}
	return sum
}

// Error says in one line what is wrong with an entry, a file or a place, and what
// to do.
type Error struct {
	Subject string // the file or the entry
	Line    int    // of the file, from 1; 0: none
	Problem string
	Remedy  string
	Err     error // cause; may be nil
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Subject)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	b.WriteString(": " + e.Problem)
	if e.Remedy != "" {
		b.WriteString("; " + e.Remedy)
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Limits of an entry. YAML of so many files stays below what yamlfile reads.
const (
	maxFiles    = 400
	maxText     = 2000
	maxFileName = 200
	maxSize     = 1 << 40
)

var entryName = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,63}$`)

const nameRemedy = "use small letters, digits, - and _, at most 64"

// partEnd and recordEnd follow the name of a file that is not whole yet.
const (
	partEnd   = ".part"
	recordEnd = ".part.json"
)

// checkFileName refuses names that are no plain path inside a folder, on any
// system, and those that the cache needs for itself.
func checkFileName(name string) (problem string) {
	switch {
	case name == "" || len(name) > maxFileName:
		return fmt.Sprintf("has to have 1 to %d bytes", maxFileName)
	case name != path.Clean(name) || path.IsAbs(name):
		return "is not a plain path inside a folder"
	case strings.ContainsAny(name, `\:*?"<>|`):
		return `holds one of \ : * ? " < > |, which not every system takes`
	case strings.HasSuffix(name, partEnd) || strings.HasSuffix(name, recordEnd):
		return "ends like an unfinished download"
	}
	for _, r := range name {
		if r < ' ' || r == 0x7f || r == '�' {
			return "holds a character that is not text"
		}
	}
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") || strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") {
			return "has a part that begins or ends with a dot, or ends with a space"
		}
	}
	return ""
}
