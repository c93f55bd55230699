package program

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tinyol-sim/internal/mcu/elftest"
	"tinyol-sim/internal/needs"
)

// TestLocations compares functions, files and lines, inlined calls included,
// with what addr2line says, at every halfword of a program's code.
func TestLocations(t *testing.T) {
	needs.Tools(t, "arm-none-eabi-gcc", "arm-none-eabi-addr2line")
	for _, level := range []string{"-O0", "-O2"} {
		for _, format := range []string{"-gdwarf-4", "-gdwarf-5"} {
			t.Run(level+format, func(t *testing.T) {
				elf := elftest.Compile(t, elftest.CortexM4F(), elftest.Newlib(programs, level, format, filepath.Join(programs, "library.c"))...)
				data, err := os.ReadFile(elf)
				if err != nil {
					t.Fatal(err)
				}
				image, err := ReadELF(bytes.NewReader(data))
				if err != nil {
					t.Fatal(err)
				}
				var asked strings.Builder
				var addresses []uint32
				for a := uint32(0x40); a < uint32(len(image.Segments[0].Data)); a += 2 {
					if _, _, ok := image.Function(a); ok {
						addresses = append(addresses, a)
						fmt.Fprintf(&asked, "0x%x\n", a)
					}
				}
				cmd := exec.Command("arm-none-eabi-addr2line", "-a", "-f", "-i", "-e", elf)
				cmd.Stdin = strings.NewReader(asked.String())
				out, err := cmd.Output()
				if err != nil {
					t.Fatal(err)
				}
				answers := strings.Split(string(out), "0x")[1:]
				if len(answers) != len(addresses) {
					t.Fatalf("%d answers for %d addresses", len(answers), len(addresses))
				}
				known, wrong := 0, 0
				for i, a := range addresses {
					lines := strings.Split(strings.TrimSpace(answers[i]), "\n")[1:]
					var want []string
					for k := 0; k+1 < len(lines); k += 2 {
						place, _, _ := strings.Cut(lines[k+1], " (")
						want = append(want, lines[k]+" "+filepath.Base(place))
					}
					var got []string
					for _, l := range image.Locations(a) {
						if strings.HasSuffix(l.File, ".S") { // addr2line takes another of the names for an address
							l.Function, _, _ = strings.Cut(want[0], " ")
						}
						got = append(got, fmt.Sprintf("%s %s:%d", l.Function, filepath.Base(l.File), l.Line))
					}
					if len(got) == 0 {
						if !strings.HasSuffix(want[0], "??:0") && !strings.HasSuffix(want[0], "??:?") && !strings.HasSuffix(want[0], ":?") {
							t.Errorf("0x%x is nowhere, want %q", a, want)
							wrong++
						}
					} else {
						known++
						// Of a few addresses in between addr2line knows nothing.
						if strings.Join(got, "; ") != strings.Join(want, "; ") && !strings.HasSuffix(want[0], "??:?") {
							t.Errorf("0x%x is %q, want %q", a, got, want)
							wrong++
						}
					}
					if wrong > 10 {
						return
					}
				}
				if known < len(addresses)*9/10 {
					t.Errorf("only %d of %d addresses have lines", known, len(addresses))
				}
				t.Logf("%d of %d addresses have lines", known, len(addresses))
			})
		}
	}
}
