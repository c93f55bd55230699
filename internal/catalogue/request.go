package catalogue

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"tinyol-sim/internal/wording"
)

// newClient returns a client that asks for files as they are: a compressed answer
// has other bytes, and parts of it are none of the file.
func newClient() *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DisableCompression = true
	transport.ResponseHeaderTimeout = time.Minute
	return &http.Client{Transport: transport, CheckRedirect: checkRedirect}
}

// errBroken is a request that may go better another time, unless it is hopeless to
// try again at once.
type errBroken struct {
	text     string
	hopeless bool
}

func (e errBroken) Error() string { return e.text }

func broken(text string) error { return errBroken{text: text} }

var errStalled = errors.New("no byte came for too long")

// request asks once for what a part lacks, and adds what comes. The error is an
// errBroken, which another request may get over, or an *Error, which none will.
func (d *download) request(ctx context.Context, p *part) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	r, err := d.ask(ctx, p)
	if err != nil {
		return err
	}
	answer, err := d.client.Do(r)
	if err != nil {
		return d.unanswered(err)
	}
	defer answer.Body.Close()
	if err := d.accept(answer, p); err != nil {
		return err
	}
	patient := time.AfterFunc(d.patience.stall, func() { cancel(errStalled) })
	defer patient.Stop()
	return d.take(ctx, answer.Body, p, patient)
}

// ask makes the request; of a file that is there in part, for the rest, if it is
// still the same file.
func (d *download) ask(ctx context.Context, p *part) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, d.file.Address, nil)
	if err != nil {
		return nil, d.fail("cannot be asked for: "+err.Error(), "check the address in the catalogue")
	}
	r.Header.Set("User-Agent", "tinyol-sim")
	r.Header.Set("Accept-Encoding", "identity")
	if p.size == 0 {
		return r, nil
	}
	r.Header.Set("Range", fmt.Sprintf("bytes=%d-", p.size))
	switch {
	case p.record.ETag != "" && !strings.HasPrefix(p.record.ETag, "W/"): // RFC 9110, section 13.1.5
		r.Header.Set("If-Range", p.record.ETag)
	case p.record.Modified != "":
		r.Header.Set("If-Range", p.record.Modified)
	}
	return r, nil
}

// unanswered words why there is no answer.
func (d *download) unanswered(err error) error {
	if refused, ok := errors.AsType[errRedirect](err); ok {
		return d.fail("the server "+refused.Error(), "see "+d.page()+" for the address of today")
	}
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		err = wrapped.Err
	}
	name, unknown := errors.AsType[*net.DNSError](err)
	return errBroken{"cannot be reached: " + err.Error(), unknown && name.IsNotFound}
}

// accept checks what the server announces before a byte is read, and prepares the
// part for it.
func (d *download) accept(answer *http.Response, p *part) error {
	code := answer.StatusCode
	if encoding := answer.Header.Get("Content-Encoding"); encoding != "" && encoding != "identity" && code < http.StatusMultipleChoices {
		return d.fail("the server sends it compressed ("+encoding+")", "download it by hand from "+d.page())
	}
	switch {
	case code == http.StatusOK:
		if n := answer.ContentLength; n >= 0 && n != d.file.Size {
			return d.otherSize(n)
		}
		if p.size > 0 { // the server has no ranges, or another file than it had
			if err := d.restart(p); err != nil {
				return err
			}
		}
	case code == http.StatusPartialContent:
		if err := d.acceptRange(answer, p); err != nil {
			return err
		}
	case code == http.StatusRequestedRangeNotSatisfiable && p.size > 0:
		if err := d.restart(p); err != nil {
			return err
		}
		return broken("the server has nothing behind what is here")
	case code == http.StatusTooManyRequests, code == http.StatusRequestTimeout, code >= http.StatusInternalServerError:
		return broken("the server answers " + answer.Status)
	default:
		return d.fail("the server answers "+answer.Status, "see "+d.page()+" for the address of today")
	}
	p.record.ETag, p.record.Modified = answer.Header.Get("ETag"), answer.Header.Get("Last-Modified")
	if err := p.note(); err != nil {
		return folderError(p.at+recordEnd, err)
	}
	return nil
}

// acceptRange checks that a partial answer goes on where the part ends, with the
// same file.
func (d *download) acceptRange(answer *http.Response, p *part) error {
	from, total, ok := contentRange(answer.Header.Get("Content-Range"))
	if !ok || from != p.size {
		return d.fail("the server sends another part than the one asked for", "download it by hand from "+d.page())
	}
	if is, was := answer.Header.Get("ETag"), p.record.ETag; is != "" && was != "" && is != was {
		if err := d.restart(p); err != nil {
			return err
		}
		return broken("the server's file has changed since the part here was downloaded")
	}
	if total >= 0 && total != d.file.Size {
		return d.otherSize(total)
	}
	if n := answer.ContentLength; n >= 0 && n != d.file.Size-p.size {
		return d.otherSize(n + p.size)
	}
	return nil
}

// contentRange reads "bytes 100-199/200", in which the last number may be *: -1.
func contentRange(text string) (from, total int64, ok bool) {
	text, ok = strings.CutPrefix(text, "bytes ")
	span, size, found := strings.Cut(text, "/")
	first, _, also := strings.Cut(span, "-")
	from, err := strconv.ParseInt(first, 10, 64)
	if total = -1; size != "*" {
		var bad error
		total, bad = strconv.ParseInt(size, 10, 64)
		err = errors.Join(err, bad)
	}
	return from, total, ok && found && also && err == nil && from >= 0
}

// take reads the body into the part, at most one byte more than the file has.
func (d *download) take(ctx context.Context, body io.Reader, p *part, patient *time.Timer) error {
	buffer := make([]byte, 64<<10)
	for {
		n, err := body.Read(buffer)
		patient.Reset(d.patience.stall)
		if int64(n) > d.file.Size-p.size {
			p.size = 0 // not worth to be kept
			return d.fail(fmt.Sprintf("the server sends more than the %s bytes that the catalogue says", wording.Integer(d.file.Size)), "it is another file; see "+d.page())
		}
		if _, failed := p.Write(buffer[:n]); failed != nil {
			return failed
		}
		d.monitor.Advance(int64(n))
		switch {
		case err == nil:
		case p.size == d.file.Size:
			return nil
		case context.Cause(ctx) == errStalled:
			return broken("the server fell silent")
		case err == io.EOF:
			return broken("the server ended too early")
		default:
			return broken("the connection broke off: " + err.Error())
		}
	}
}

func (d *download) otherSize(n int64) error {
	return d.fail(fmt.Sprintf("the server has %s bytes and the catalogue says %s", wording.Integer(n), wording.Integer(d.file.Size)),
		"it is another file, or a page to sign in; see "+d.page())
}
