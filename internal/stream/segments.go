package stream

import "bytes"

// sessions watches the columns that name the session.
type sessions struct {
	columns []int
	last    [][]byte
}

func newSessions(columns []int) sessions {
	return sessions{columns: columns, last: make([][]byte, len(columns))}
}

// changed takes a good row and reports whether a session began.
func (s *sessions) changed(fields [][]byte) bool {
	changed := false
	for i, c := range s.columns {
		if text := fields[c]; !bytes.Equal(text, s.last[i]) {
			s.last[i] = append(s.last[i][:0], text...)
			changed = true
		}
	}
	return changed
}
