package stream

import (
	"bytes"
	"io"
)

// padding holds bytes back that pad a file until something follows them. At the end of a file
// they are no text: loggers write into space that was set aside before, and what they
// had no time to fill stays zero; serial transfers fill the last block with 0x1a, which
// ends a text of DOS.
type padding struct {
	held  int64  // bytes; passed on, they are zeros
	after []byte // what came behind them and is not passed on yet
	next  int64  // to be held behind that
	err   error  // that came with it
	text  bool   // there was something else
	note  func() // called when padding ends the text; nil: nobody is told
}

const (
	dosEnd = 0x1a
	// mostPadding is how much is passed over in search of the text.
	mostPadding = 1 << 20
)

// read passes on what read finds.
func (h *padding) read(p []byte, read func([]byte) (int, error)) (int, error) {
	for {
		if len(h.after) > 0 {
			return h.passOn(p)
		}
		if h.err != nil {
			h.say()
			return 0, h.err
		}
		n, err := read(p)
		text := n
		for text > 0 && (p[text-1] == 0 || p[text-1] == dosEnd) {
			text--
		}
		switch {
		case text > 0 && h.held > 0:
			h.after, h.next, h.err = append(h.after[:0], p[:text]...), int64(n-text), err
			continue
		case err != nil:
			h.err = err
		case n > 0 && text == 0: // a read of nothing is none
			if h.held += int64(n); !h.text && h.held > mostPadding {
				h.err = io.EOF
			}
			continue
		}
		h.held += int64(n - text)
		h.text = h.text || text > 0
		if err != nil {
			h.say()
		}
		return text, err
	}
}

// say tells that the text ended in padding.
func (h *padding) say() {
	if h.held > 0 && h.text && h.note != nil {
		h.note()
		h.note = nil
	}
}

// passOn gives what was held, then what stands behind them.
func (h *padding) passOn(p []byte) (int, error) {
	if h.held > 0 {
		n := int(min(h.held, int64(len(p))))
		clear(p[:n])
		h.held -= int64(n)
		return n, nil
	}
	n := copy(p, h.after)
	if h.after = h.after[n:]; len(h.after) == 0 {
		h.held = h.next
	}
	return n, nil
}

// lineEnds makes the CR that old Macintoshes and some instruments end lines with, LF.
type lineEnds struct{ known, alone bool }

// translate does so in a piece of text. The first one that shows how a line ends
// decides.
func (l *lineEnds) translate(text []byte) {
	if !l.known {
		l.look(text)
	}
	if !l.alone {
		return
	}
	for i, c := range text {
		if c == '\r' {
			text[i] = '\n'
		}
	}
}

func (l *lineEnds) look(text []byte) {
	if bytes.IndexByte(text, '\n') >= 0 {
		l.known = true
		return
	}
	i := bytes.IndexByte(text, '\r')
	if i < 0 || i+1 == len(text) || text[i+1] == '\r' { // an LF may follow
		return
	}
	l.known, l.alone = true, true
}
