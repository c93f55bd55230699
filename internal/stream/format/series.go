package format

import (
	"bufio"
	"io"
	"strings"
)

// mostBeside bounds the series that are read side by side.
const mostBeside = 64

// timeArrays are names of series that say when the rows of another array were.
var timeArrays = []string{"t", "ts", "time", "timestamp", "timestamps"}

// series is a series of an archive that is a column.
type series struct {
	src    *bufio.Reader
	scalar scalar
	raw    []byte
}

// series is how many values an array has that is one column or, as MATLAB writes
// ranges, one row; 0: it is another one.
func (m *member) series() int64 {
	if len(m.array.element.fields) != 1 || m.array.element.fields[0].name != "" {
		return 0
	}
	switch s := m.array.shape; {
	case len(s) == 1, len(s) == 2 && s[1] == 1:
		return int64(s[0])
	case len(s) == 2 && s[0] == 1:
		return int64(s[1])
	}
	return 0
}

// view is that of the array, of a series as a column.
func (m *member) view() (view, string) {
	if n := m.series(); n > 0 {
		return view{rows: int(n), columns: 1}, ""
	}
	return m.array.view()
}

// besides are the series that are columns beside the data: of a series all others of
// its length, of rows of channels their time.
func besides(members []member, data *member, v view) (beside []*member) {
	for i := range members {
		m := &members[i]
		if m == data || v.windows > 0 || v.rows < 2 || m.series() != int64(v.rows) || !m.array.element.numeric() || isLabels(members, m.name) {
			continue
		}
		if data.series() == 0 && !oneOf(strings.TrimSpace(m.name), timeArrays) || len(beside) == mostBeside {
			continue
		}
		beside = append(beside, m)
	}
	return beside
}

// join opens a series as the next column.
func (r *npzRows) join(m *member) error {
	src, err := m.open()
	if err != nil {
		return err
	}
	s := m.array.element.fields[0].scalar
	r.beside = append(r.beside, series{bufio.NewReader(src), s, make([]byte, s.size)})
	return nil
}

// besides puts the values of the series behind the row that dst ends with.
func (r *npzRows) besides(dst []byte) ([]byte, error) {
	for i := range r.beside {
		s := &r.beside[i]
		if _, err := io.ReadFull(s.src, s.raw); err != nil {
			return dst, npzRowError(cut(err, "a series", r.count))
		}
		dst = s.scalar.append(append(dst[:len(dst)-1], ','), s.raw)
		dst = append(dst, '\n')
	}
	return dst, nil
}
