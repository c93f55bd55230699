package catalogue

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Monitor hears of a download: each file as it begins or begins anew, with the
// bytes that are there, then what is added, and notes of one line each.
type Monitor interface {
	File(name string, size, have int64)
	Advance(bytes int64)
	Note(text string)
}

// patience says when a server is given up.
type patience struct {
	stall time.Duration // without a byte
	pause time.Duration // before the next request, times the tries that were for nothing
	tries int           // without a byte more than ever before
}

// download brings one file into the cache.
type download struct {
	client   *http.Client
	patience patience
	monitor  Monitor
	entry    *Entry
	file     File
}

// fail is an error that no other request gets over.
func (d *download) fail(problem, remedy string) *Error {
	return &Error{Subject: d.entry.Name + ": " + d.file.Name, Problem: problem, Remedy: remedy}
}

// page is where people find out more.
func (d *download) page() string {
	if d.entry.Source != "" {
		return d.entry.Source
	}
	return d.file.Address
}

// run downloads to at, and returns the SHA-256 of what has come.
func (d *download) run(ctx context.Context, at string) (sum string, err error) {
	p, err := openPart(ctx, at, d.file)
	if err != nil {
		return "", err
	}
	resumed := p.size > 0
	for {
		d.monitor.File(d.file.Name, d.file.Size, p.size)
		if err := d.fill(ctx, p); err != nil {
			kept := p.size
			p.keep()
			return "", d.stopped(ctx, err, kept)
		}
		sum = p.sum()
		if d.file.SHA256 == "" || d.file.SHA256 == sum {
			return sum, p.commit()
		}
		if !resumed {
			break
		}
		// What was kept may have been damaged since, or be of an earlier content.
		d.monitor.Note(d.file.Name + ": what was kept of an earlier download does not fit; it is downloaded from the start")
		if resumed = false; p.restart() != nil {
			break
		}
	}
	p.remove()
	return "", d.fail("wrong bytes came, with SHA-256 "+sum+" where the catalogue says "+d.file.SHA256+"; they are removed",
		"try again, and see "+d.page()+" if it stays so")
}

// fill asks until the part is whole.
func (d *download) fill(ctx context.Context, p *part) error {
	furthest, failures := p.size, 0
	for p.size < d.file.Size {
		err := d.request(ctx, p)
		if err == nil {
			return nil
		}
		if off, again := errors.AsType[errBroken](err); !again || off.hopeless || ctx.Err() != nil {
			return err
		}
		if failures++; p.size > furthest {
			furthest, failures = p.size, 0
		}
		if failures >= d.patience.tries {
			return err
		}
		d.monitor.Note(fmt.Sprintf("%s: %v; trying again", d.file.Name, err))
		select {
		case <-ctx.Done():
			return err
		case <-time.After(d.patience.pause * time.Duration(failures+1)):
		}
	}
	return nil
}

// restart begins the part anew.
func (d *download) restart(p *part) error {
	if err := p.restart(); err != nil {
		return err
	}
	d.monitor.File(d.file.Name, d.file.Size, 0)
	return nil
}

// stopped says what is left of a download that ended before its end.
func (d *download) stopped(ctx context.Context, err error, kept int64) error {
	left := "the same command tries again"
	if kept > 0 {
		left = fmt.Sprintf("%s of %s are kept, and the same command goes on from there", amount(kept), amount(d.file.Size))
	}
	if ctx.Err() != nil {
		stop := d.fail("interrupted", left)
		stop.Err = ctx.Err()
		return stop
	}
	if off, ok := errors.AsType[errBroken](err); ok {
		return d.fail(off.Error(), left)
	}
	return err
}
