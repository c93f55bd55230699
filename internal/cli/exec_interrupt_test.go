//go:build unix

package cli

import (
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"
)

// floodsELF prints 100 KB over and over:
// again: movs r0, #4; adr r1, text; bkpt 0xab; b again
var floodsELF = append(append([]uint16{0x2004, 0xA101, 0xBEAB, 0xE7FB}, slices.Repeat([]uint16{'a' | 'a'<<8}, 50_000)...), 0)

// TestInterruptedExec stops exec where it waits for others: for a file that
// nobody writes, for a reader that does not read. And where a program prints
// without end.
func TestInterruptedExec(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	fifo := filepath.Join(dir, "fifo.elf")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	const early, late = "tinyol-sim: interrupted before there was a result\n", "tinyol-sim: interrupted: what was executed is reported\n"
	for _, test := range []struct {
		name string
		args []string
		read bool // what it prints
		want string
	}{
		{"a file that nobody writes", []string{fifo}, true, early},
		{"a trace that nobody reads", []string{writeELF(t, 0, spinsELF...), "--trace", "-", "--max-cycles", "0"}, false, early},
		{"a program that nobody reads", []string{writeELF(t, 0, floodsELF...), "--max-cycles", "0"}, false, early},
		{"a program that prints", []string{writeELF(t, 0, floodsELF...), "--max-cycles", "0"}, true, late},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			code := -1
			// A process that has not come to catching signals dies of one: exit
			// code -1.
			for wait := 100 * time.Millisecond; code == -1 && wait < 20*time.Second; wait *= 3 {
				c := prepare(t, append([]string{"exec"}, test.args...)...)
				c.Stdout = w
				c.launch(t)
				if test.read {
					go drain(r)
				}
				time.Sleep(wait)
				code = c.interrupt(t)
				said := c.errors.String()
				if said == early && test.want == late || said == late && test.want == early {
					code = -1 // the machine is busy: it had not come to where it is to be stopped
				}
				if code != -1 && said != test.want {
					t.Errorf("it said %q, want %q", said, test.want)
				}
			}
			if code != exitInterrupted {
				t.Errorf("exit code %d, want %d", code, exitInterrupted)
			}
			w.Close()
		})
	}
}

func drain(r *os.File) {
	b := make([]byte, 1<<16)
	for {
		if _, err := r.Read(b); err != nil {
			return
		}
	}
}
