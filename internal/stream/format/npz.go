package format

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

const zipLocal = "PK\x03\x04"

// zipFirstName is the name of the first member of a ZIP archive.
func zipFirstName(head []byte) string {
	const fixed = 30
	if len(head) < fixed || !bytes.HasPrefix(head, []byte(zipLocal)) {
		return ""
	}
	n := int(head[26]) | int(head[27])<<8
	return string(head[fixed:min(fixed+n, len(head))])
}

func isNPZ(head []byte) bool { return strings.HasSuffix(zipFirstName(head), ".npy") }

// mostDirectory bounds what is read of an archive to list it, and mostMembers
// what is looked into.
const (
	mostDirectory = 4 << 20
	mostMembers   = 1024
)

// member is an array of an archive.
type member struct {
	name  string
	file  *zip.File
	array *array
}

func openNPZ(s *source) (*Table, error) {
	file, rest, err := s.at()
	if err != nil {
		return nil, err
	}
	limited := &limitedAt{RandomAccess: file, left: mostDirectory}
	z, err := zip.NewReader(limited, file.Size())
	if err != nil {
		return nil, npzError(err)
	}
	limited.left = -1
	if len(z.File) > mostMembers {
		return nil, &Error{Problem: fmt.Sprintf("is a NumPy archive of %d arrays", len(z.File)), Remedy: "save the recording and its labels alone"}
	}
	members, err := arraysOf(z)
	if err != nil {
		return nil, npzError(err)
	}
	data := chooseData(members)
	if data == nil {
		return nil, &Error{Problem: "is a NumPy archive without an array of numbers", Remedy: "save the recording as an array of [rows, channels]"}
	}
	return tableOfArrays(s, members, data, rest)
}

// limitedAt bounds what is read while left is not negative: the directory of an
// archive is as long as its writer says.
type limitedAt struct {
	RandomAccess
	left int64
}

var errDirectory = errors.New("its directory is too long")

func (l *limitedAt) ReadAt(p []byte, at int64) (int, error) {
	if l.left >= 0 {
		if l.left -= int64(len(p)); l.left < 0 {
			l.left = 0
			return 0, errDirectory
		}
	}
	return l.RandomAccess.ReadAt(p, at)
}

func npzError(err error) error {
	var own *Error
	if errors.As(err, &own) {
		return err
	}
	return &Error{Problem: fmt.Sprintf("is a NumPy archive that is damaged (%v)", err), Remedy: "copy it again", Err: err}
}

// arraysOf reads the headers of all arrays; those that are not read are left out.
func arraysOf(z *zip.Reader) ([]member, error) {
	var members []member
	for _, f := range z.File {
		name, ok := strings.CutSuffix(f.Name, ".npy")
		if !ok {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		a, err := readArray(r)
		r.Close()
		var u unread
		switch {
		case errors.As(err, &u):
			continue
		case err != nil:
			return nil, fmt.Errorf("%q: %w", f.Name, err)
		}
		members = append(members, member{name, f, a})
	}
	return members, nil
}

// labelArrays are names of arrays that hold labels.
var labelArrays = []string{"label", "labels", "y", "target", "targets", "classes"}

// rateArrays are names of numbers that state the rows a second.
var rateArrays = []string{"rate", "fs", "sample_rate", "sampling_rate", "frequency"}

func oneOf(name string, names []string) bool {
	for _, n := range names {
		if strings.EqualFold(name, n) {
			return true
		}
	}
	return false
}

// chooseData returns the largest array of numbers with windows or rows of
// channels, or else the first of the longest series; nil if there is none.
func chooseData(members []member) (data *member) {
	rank := func(m *member) (dims int, length int64) {
		if n := m.series(); n > 0 {
			return 1, n
		}
		return 2, m.array.length
	}
	for i := range members {
		m := &members[i]
		if _, problem := m.view(); problem != "" || isLabels(members, m.name) || !m.array.element.numeric() {
			continue
		}
		if data == nil {
			data = m
			continue
		}
		dims, length := rank(m)
		mostDims, longest := rank(data)
		if dims > mostDims || dims == mostDims && length > longest {
			data = m
		}
	}
	return data
}

// isLabels reports an array that is named as labels, or y_train beside X_train.
func isLabels(members []member, name string) bool {
	for _, m := range members {
		if labelsOf(name, m.name) {
			return true
		}
	}
	return oneOf(name, labelArrays)
}

// labelsOf reports that a name is y_train where the data's is X_train.
func labelsOf(name, data string) bool {
	return len(data) > 0 && data[0]|0x20 == 'x' && strings.EqualFold(name, "y"+data[1:])
}

// findLabels returns the array with a label for each row or window of data.
func findLabels(members []member, data *member) *member {
	for i := range members {
		m := &members[i]
		if m == data || !labelsOf(m.name, data.name) && !oneOf(m.name, labelArrays) || len(m.array.element.fields) > 1 {
			continue
		}
		if n := m.series(); n > 0 && (n == int64(data.array.shape[0]) || n == data.series()) {
			return m
		}
	}
	return nil
}

// statedRate returns the number in an array that is named as the rate; 0 if
// there is none.
func statedRate(members []member) float64 {
	for _, m := range members {
		fields := m.array.element.fields
		if !oneOf(m.name, rateArrays) || len(fields) > 1 || m.array.length != int64(m.array.element.size) {
			continue
		}
		r, err := m.open()
		if err != nil {
			continue
		}
		raw := make([]byte, fields[0].scalar.size)
		_, err = io.ReadFull(r, raw)
		r.Close()
		if rate := fields[0].scalar.number(raw); err == nil && rate > 0 {
			return rate
		}
	}
	return 0
}

// open returns the elements.
func (m *member) open() (io.ReadCloser, error) {
	r, err := m.file.Open()
	if err != nil {
		return nil, err
	}
	if _, err := io.CopyN(io.Discard, r, m.array.begin); err != nil {
		r.Close()
		return nil, err
	}
	return r, nil
}

func tableOfArrays(s *source, members []member, data *member, rest io.Reader) (*Table, error) {
	v, _ := data.view()
	if data.array.fortran && v.columns > 1 && v.rows > 1 {
		return nil, &Error{
			Problem: fmt.Sprintf("is a NumPy archive whose array %q is in Fortran order", data.name),
			Remedy:  "save it with numpy.ascontiguousarray, under another name",
		}
	}
	t := &Table{Format: "a NumPy archive", Rate: statedRate(members), Place: v.place(), Notes: v.doubt()}
	r, err := data.open()
	if err != nil {
		return nil, npzError(err)
	}
	names := data.array.names(v)
	values := &npzRows{arrayRows: newArrayRows(bufio.NewReaderSize(r, HeadBytes), data.array, v)}
	beside := besides(members, data, v)
	if len(beside) > 0 && data.series() > 0 {
		names = []string{data.name}
	}
	for _, m := range beside {
		if err := values.join(m); err != nil {
			return nil, npzError(err)
		}
		names = append(names, m.name)
	}
	if labels := findLabels(members, data); labels != nil {
		if values.labels, err = labels.open(); err != nil {
			return nil, npzError(err)
		}
		values.label = labels.array.element.fields[0].scalar
		values.labelRaw = make([]byte, values.label.size)
		names = append(names, "label")
		t.Notes = append(t.Notes, fmt.Sprintf("reads the array %q with labels from %q", data.name, labels.name))
	} else if len(members) > 1+len(beside) {
		t.Notes = append(t.Notes, fmt.Sprintf("reads the array %q of %d", data.name, len(members)))
	}
	t.Text = newText(header(names), values, rest)
	return t, nil
}

// npzRows are the rows of an array, with the label of each row or window from
// another one.
type npzRows struct {
	*arrayRows
	beside   []series
	labels   io.Reader // nil: there are none
	label    scalar
	labelRaw []byte
	text     []byte // of the label at hand, as a field
}

func (r *npzRows) next(dst []byte) ([]byte, error) {
	start := len(dst)
	begins := r.left > 0 && (r.view.windows == 0 || r.count == 0 || r.row == r.view.rows)
	dst, err := r.arrayRows.next(dst)
	switch {
	case err == io.EOF:
		return dst, r.checked()
	case err != nil:
		return dst, npzRowError(err)
	}
	if dst, err = r.besides(dst); err != nil || r.labels == nil {
		return dst, err
	}
	if begins {
		if _, err := io.ReadFull(r.labels, r.labelRaw); err != nil {
			return dst[:start], npzRowError(cut(err, "the array of labels", r.count))
		}
		r.text = r.label.append(r.text[:0], r.labelRaw)
	}
	if len(dst) == start+1 { // the break between two windows
		return dst, nil
	}
	dst = append(dst[:len(dst)-1], ',')
	return append(append(dst, r.text...), '\n'), nil
}

// checked reads on after the last element, where the archive keeps a checksum.
func (r *npzRows) checked() error {
	var one [1]byte
	if _, err := io.ReadFull(r.src, one[:]); err != nil && err != io.EOF {
		return npzRowError(err)
	}
	return io.EOF
}

func npzRowError(err error) error {
	var own *Error
	if errors.As(err, &own) {
		return err
	}
	return npzError(err)
}
