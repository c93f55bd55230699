package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// prepareDisk gives the commands disks that are too small for them.
func prepareDisk(c *campaign) (func(*try) error, error) {
	t, err := c.aside("disk")
	if err != nil {
		return nil, err
	}
	if err := mountDisk(t.dir, "1m", false); err != nil {
		return nil, &cannotTry{fmt.Sprintf("a small file system needs the right to mount one (%v)", err)}
	}
	if err := unmountDisk(t.dir); err != nil {
		return nil, err
	}
	list, err := c.writings()
	if err != nil {
		return nil, err
	}
	return func(t *try) error { return list[t.random.IntN(len(list))].squeezed(t) }, nil
}

// squeezed runs a command on a disk that has room for the earlier result and for
// little more, and then once more with room.
func (w *writing) squeezed(t *try) error {
	// The disk takes the place of the try's folder, so that paths are the same.
	size, err := sizeOf(filepath.Join(t.work, w.template()))
	if err != nil {
		return err
	}
	room := size + 1<<16 + t.random.Int64N(max(1<<19, 4<<20-size))
	if err := mountDisk(t.dir, fmt.Sprint(room), false); err != nil {
		return err
	}
	defer t.releaseDisk()
	if err := w.lay(t); err != nil {
		return err
	}
	t.tell("%s on a disk of %d bytes, %d of them taken", w.name, room, size)
	o, err := t.check(strings.Fields(w.again)...)
	switch {
	case err != nil:
		return err
	case o.code == 0:
		t.count("fitted")
		return oneOf(t.path(w.target), w.after)
	case o.code != 1:
		return fmt.Errorf("ended with exit code %d", o.code)
	case !w.several:
		if err := oneOf(t.path(w.target), w.before); err != nil {
			return err
		}
		if err := w.nothingUntold(t, o); err != nil {
			return err
		}
	}
	finished, err := w.finished(t)
	if err != nil {
		return err
	}
	if err := mountDisk(t.dir, "64m", true); err != nil {
		return err
	}
	return w.goOn(t, finished)
}

// nothingUntold wants a hidden folder to be left only where the error says so.
func (w *writing) nothingUntold(t *try, o outcome) error {
	hidden, _ := hiddenOf(w.target)
	if strings.Contains(o.stderr, hidden) {
		return nil
	}
	return t.onlyHolds(w.others()...)
}

// releaseDisk takes the disk away, with all that is on it.
func (t *try) releaseDisk() {
	if err := unmountDisk(t.dir); err != nil {
		t.tell("the disk stays: %v", err)
	}
}

// sizeOf is the size of the files under a path, in whole pages as a tmpfs has
// them, and a page for each folder.
func sizeOf(path string) (int64, error) {
	const page = 4096
	total := int64(0)
	err := filepath.WalkDir(path, func(at string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil {
			total += (info.Size() + page - 1) / page * page
		}
		return err
	})
	return total, err
}
