package cli

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/armv7m"
)

type execOptions struct {
	board           string
	cycles, insns   uint64
	trace           string
	args            string
	asJSON          bool
	programOut, err io.Writer
}

func newExec(s *streams) *cobra.Command {
	o := &execOptions{}
	c := &cobra.Command{
		Use:   "exec FILE.elf",
		Short: "Run a bare-metal Arm program on an emulated board",
		Long: `exec runs an ELF executable, linked for the board's memory, instruction by
instruction until it ends through semihosting (SYS_EXIT), faults, or meets a
limit. What it prints through semihosting goes to standard output; with --json
to standard error.

Cycles count one for each instruction, and what exception entry and return
take; this is no timing of the core, so they are marked "untimed".

A fault ends the run with exit code 4 and says where. A program that exits with
a code other than zero ends with exit code 1.`,
		Example: `  tinyol-sim exec firmware.elf --board nano33ble
  tinyol-sim exec test.elf --board bluepill --max-cycles 1000000 --trace trace.txt`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			o.programOut, o.err = s.out, s.err
			if o.asJSON {
				o.programOut = s.err
			}
			return runExec(s.out, args[0], o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.board, "board", mcu.DefaultBoard, "board `NAME` or profile.yaml")
	f.Uint64Var(&o.cycles, "max-cycles", 10_000_000_000, "stop after `N` cycles; 0: never")
	f.Uint64Var(&o.insns, "max-instructions", 0, "stop after `N` instructions; 0: never")
	f.StringVar(&o.trace, "trace", "", "write a line for each instruction to `FILE`; - for standard error")
	f.StringVar(&o.args, "args", "", "command line of the program, as semihosting gives it")
	f.BoolVar(&o.asJSON, "json", false, "print JSON")
	return c
}

// coreFault is a program that the emulated core could not go on with.
type coreFault struct{ text string }

func (e *coreFault) Error() string { return e.text }

// execResult is what exec prints.
type execResult struct {
	Board        string `json:"board"`
	Core         string `json:"core"`
	Stopped      string `json:"stopped"`
	ExitCode     *int   `json:"exit_code,omitempty"`
	Fault        string `json:"fault,omitempty"`
	Instructions uint64 `json:"instructions"`
	Cycles       uint64 `json:"cycles"`
	Provenance   string `json:"provenance"`
	RAMBytes     int    `json:"ram_peak_bytes"`
	StackBytes   int    `json:"stack_peak_bytes"`
	RAMLimit     int    `json:"ram_limit"`
}

func runExec(w io.Writer, path string, o *execOptions) error {
	board, err := loadBoard(o.board)
	if err != nil {
		return err
	}
	image, err := readProgram(path)
	if err != nil {
		return err
	}
	host := &armv7m.Semihosting{Out: o.programOut, Err: o.err, Args: o.args}
	m, err := newMachine(board, image, host)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	stop, err := m.run(o)
	if err == nil {
		err = host.Failed()
	}
	if err != nil {
		return err
	}
	r := m.result(board, stop)
	if o.asJSON {
		err = printJSON(w, r)
	} else {
		err = r.print(w)
	}
	if err != nil {
		return err
	}
	return verdict(path, stop)
}

func readProgram(path string) (*armv7m.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w; name a readable ELF file", err)
	}
	defer f.Close()
	image, err := armv7m.ReadELF(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return image, nil
}

// verdict turns how a run ended into an exit code's error.
func verdict(path string, stop armv7m.Stop) error {
	switch {
	case stop.Reason == armv7m.StopFault:
		return &coreFault{fmt.Sprintf("%s: %v", path, stop.Fault)}
	case stop.Reason != armv7m.StopExit:
		return fmt.Errorf("%s: stopped at the %v; --max-cycles and --max-instructions set the limits", path, stop.Reason)
	case stop.ExitCode != 0:
		return fmt.Errorf("%s: the program ended with exit code %d", path, stop.ExitCode)
	}
	return nil
}

// machine is a core with the memory of a board.
type machine struct {
	core    *armv7m.Core
	ram     armv7m.Memory
	stackAt uint32 // SP at reset
}

// paint fills RAM before a run, to tell afterwards what was written.
const paint = 0xA5

func newMachine(b *mcu.Board, image *armv7m.Image, host *armv7m.Semihosting) (*machine, error) {
	if !b.Emulated {
		return nil, &usageError{fmt.Sprintf("board %s has a %s, which is not emulated; tinyol-sim boards lists the others", b.Name, b.Core)}
	}
	profile, err := armv7m.ParseProfile(b.Core)
	if err != nil {
		return nil, err
	}
	flash, ram := memoryMap(b)
	core, err := armv7m.New(armv7m.Config{
		Profile: profile, Memories: []armv7m.Memory{flash, ram}, Semihosting: host,
		VectorTable: vectorTable(image, flash), BitBand: profile == armv7m.CortexM3, ClockHz: uint64(b.ClockHz),
	})
	if err != nil {
		return nil, err
	}
	m := &machine{core: core, ram: ram}
	if err := core.WriteMemory(ram.Base, slices.Repeat([]byte{paint}, int(ram.Size))); err != nil {
		return nil, err
	}
	if err := core.Load(image); err != nil {
		return nil, fmt.Errorf("%w; %s has %d bytes of flash at 0x%08x and %d of RAM at 0x%08x", err, b.Name, flash.Size, flash.Base, ram.Size, ram.Base)
	}
	if err := core.Reset(); err != nil {
		return nil, err
	}
	m.stackAt = core.Register(13)
	return m, nil
}

// memoryMap places flash and RAM as the chip's manual does: STM32 and RP2040
// have flash elsewhere than at zero, and the nRF52 a second address of its RAM.
func memoryMap(b *mcu.Board) (flash, ram armv7m.Memory) {
	flash = armv7m.Memory{Name: "flash", Size: uint32(b.FlashBytes)}
	ram = armv7m.Memory{Name: "ram", Base: 0x20000000, Size: uint32(b.RAMBytes), Writable: true}
	for _, name := range append([]string{b.Name}, b.Chain...) {
		switch {
		case strings.HasPrefix(name, "stm32"), strings.HasPrefix(name, "nucleo-"):
			flash.Base, flash.Aliases = 0x08000000, []uint32{0}
			return flash, ram
		case name == "rp2040":
			flash.Base = 0x10000000
			return flash, ram
		case name == "nrf52840" && b.FlashBytes <= 0x00800000:
			ram.Aliases = []uint32{0x00800000}
			return flash, ram
		}
	}
	return flash, ram
}

// vectorTable is where the image begins in flash, behind a bootloader or at
// its start.
func vectorTable(image *armv7m.Image, flash armv7m.Memory) uint32 {
	lowest := flash.Base + flash.Size - 1
	for _, s := range image.Segments {
		if s.Address >= flash.Base {
			lowest = min(lowest, s.Address)
		}
	}
	// The RP2040's first 256 bytes are its second-stage bootloader.
	if flash.Base == 0x10000000 && lowest == flash.Base {
		lowest += 0x100
	}
	return lowest &^ 127
}

func (m *machine) run(o *execOptions) (armv7m.Stop, error) {
	limits := armv7m.Limits{Cycles: o.cycles, Instructions: o.insns}
	if o.trace == "" {
		return m.core.Run(limits), nil
	}
	if o.trace == "-" {
		return m.core.Trace(limits, bufio.NewWriter(o.err))
	}
	f, err := os.Create(o.trace)
	if err != nil {
		return armv7m.Stop{}, err
	}
	stop, err := m.core.Trace(limits, bufio.NewWriterSize(f, 1<<16))
	return stop, errors.Join(err, f.Close())
}

func (m *machine) result(b *mcu.Board, stop armv7m.Stop) *execResult {
	r := &execResult{
		Board: b.Name, Core: b.Core, Stopped: stop.Reason.String(), RAMLimit: int(m.ram.Size),
		Instructions: m.core.Instructions(), Cycles: m.core.Cycles(), Provenance: "untimed",
	}
	if stop.Reason == armv7m.StopExit {
		r.ExitCode = &stop.ExitCode
	}
	if stop.Fault != nil {
		r.Fault = stop.Fault.Error()
	}
	r.RAMBytes, r.StackBytes = m.peaks()
	return r
}

// peaks counts the words of RAM that no longer are as painted, and how far
// below its start the stack's unbroken run of them reaches. A gap of up to 64
// words, an array that was never filled, does not break it.
func (m *machine) peaks() (ram, stack int) {
	data := make([]byte, m.ram.Size)
	if m.core.ReadMemory(m.ram.Base, data) != nil {
		return 0, 0
	}
	painted := binary.LittleEndian.Uint32([]byte{paint, paint, paint, paint})
	top := int(m.stackAt - m.ram.Base)
	gap := 0
	for at := len(data) - 4; at >= 0; at -= 4 {
		used := binary.LittleEndian.Uint32(data[at:]) != painted
		if used {
			ram += 4
		}
		switch {
		case at >= top || gap > 64:
		case used:
			stack, gap = top-at, 0
		default:
			gap++
		}
	}
	return ram, stack
}

func (r *execResult) print(w io.Writer) error {
	ended := r.Stopped
	if r.ExitCode != nil {
		ended = fmt.Sprintf("exit code %d", *r.ExitCode)
	}
	_, err := fmt.Fprintf(w, "board         %s (%s)\nended by      %s\ninstructions  %d\ncycles        %d (%s)\nRAM written   %d of %d bytes\nstack peak    %d bytes\n",
		r.Board, r.Core, ended, r.Instructions, r.Cycles, r.Provenance, r.RAMBytes, r.RAMLimit, r.StackBytes)
	return err
}
