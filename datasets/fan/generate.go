package fan

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
)

// Header is the first line of a recording: time in s, acceleration in counts
// of Sensitivity, the mode, and the session the row belongs to.
const Header = "t,ax,ay,az,label,session\n"

// Generate writes a recording as CSV: Header, then a row per sample, with the
// time counted at SampleRate through all sessions. It returns a
// *RecordingError for a recording that cannot be made, or w's error.
func Generate(w io.Writer, r Recording) error {
	if err := r.validate(); err != nil {
		return err
	}
	room := float64(roomSpread * newSource(r.Seed, streamRecording).normal())
	fan, board, mounted := newSpecimen(r.Fan), newSensor(r.Board, room), newMounting(r.Mounting)

	out := bufio.NewWriterSize(w, 1<<16)
	out.WriteString(Header) // the writer keeps an error until Flush
	var sample int64
	for i, s := range r.Sessions {
		n := newSession(s.Mode, fan, board, mounted, r.Seed, uint64(i))
		tail := "," + s.Mode.String() + "," + s.Name + "\n"
		for range s.Rows {
			line := appendRow(out.AvailableBuffer(), sample, n.next(), tail)
			if _, err := out.Write(line); err != nil {
				return writeError(r, err)
			}
			sample++
		}
	}
	if err := out.Flush(); err != nil {
		return writeError(r, err)
	}
	return nil
}

func writeError(r Recording, err error) error {
	return fmt.Errorf("fan recording %q: cannot write: %w", r.Name, err)
}

// appendRow appends one line. The time is rounded to 0.1 ms in integers.
func appendRow(b []byte, sample int64, counts [3]int16, tail string) []byte {
	const fraction = 10000 // of a second
	t := (2*sample*fraction + SampleRate) / (2 * SampleRate)
	b = strconv.AppendInt(b, t/fraction, 10)
	b = append(b, '.')
	for digit := int64(fraction / 10); digit > 0; digit /= 10 {
		b = append(b, byte('0'+t/digit%10))
	}
	for _, c := range counts {
		b = append(b, ',')
		b = strconv.AppendInt(b, int64(c), 10)
	}
	return append(b, tail...)
}
