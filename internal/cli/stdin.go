package cli

import (
	"context"
	"io"
)

// stdinChunk is how much of standard input is read at a time.
const stdinChunk = 64 << 10

// interruptible is a reader whose Read ends with the context, also while it
// waits for a sensor that has fallen silent. What was read before is kept.
type interruptible struct {
	ctx   context.Context
	full  chan chunk
	empty chan []byte
	now   chunk
}

type chunk struct {
	buf  []byte // as long as what was read
	rest []byte // of buf, not handed on yet
	err  error  // behind the bytes
}

func newInterruptible(ctx context.Context, src io.Reader) *interruptible {
	r := &interruptible{ctx: ctx, full: make(chan chunk), empty: make(chan []byte, 2)}
	r.empty <- make([]byte, stdinChunk)
	r.empty <- make([]byte, stdinChunk)
	go r.pump(src)
	return r
}

// pump reads ahead by one chunk. A Read of src that never returns keeps it
// until the process ends.
func (r *interruptible) pump(src io.Reader) {
	for {
		var buf []byte
		select {
		case buf = <-r.empty:
		case <-r.ctx.Done():
			return
		}
		n, err := src.Read(buf[:cap(buf)])
		select {
		case r.full <- chunk{buf[:n], buf[:n], err}:
		case <-r.ctx.Done():
			return
		}
		if err != nil {
			return
		}
	}
}

func (r *interruptible) Read(p []byte) (int, error) {
	for len(r.now.rest) == 0 {
		if r.now.err != nil {
			return 0, r.now.err
		}
		if r.now.buf != nil {
			r.empty <- r.now.buf
			r.now.buf = nil
		}
		select {
		case r.now = <-r.full:
		case <-r.ctx.Done():
			return 0, r.ctx.Err()
		}
	}
	n := copy(p, r.now.rest)
	r.now.rest = r.now.rest[n:]
	return n, nil
}
