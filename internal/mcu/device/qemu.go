package device

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"tinyol-sim/internal/mcu/firmware"
	"tinyol-sim/internal/mcu/program"
)

// qemuProgram is the emulator that the comparison runs.
const qemuProgram = "qemu-system-arm"

// qemuMachines have flash at zero and RAM at 0x20000000, 4 MB each, as the
// builds for QEMU are linked. What a Cortex-M0+ runs, a Cortex-M3 runs too.
var qemuMachines = map[string]string{
	"cortex-m4f": "mps2-an386", "cortex-m3": "mps2-an385", "cortex-m0plus": "mps2-an385",
}

// QEMUVersion is the first line that QEMU says about itself; an error where it
// is not installed.
func QEMUVersion(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, qemuProgram, "--version").Output()
	if errors.Is(err, exec.ErrNotFound) {
		return "", fmt.Errorf("%s is not installed; install QEMU for Arm (Debian: apt install qemu-system-arm), or leave out --qemu", qemuProgram)
	}
	if err != nil {
		return "", fmt.Errorf("%s: %w", qemuProgram, err)
	}
	version, _, _ := strings.Cut(string(out), "\n")
	return strings.TrimSpace(version), nil
}

// answer is what QEMU's firmware says to a command; qemu/hw_semihosting.c.
type answer struct {
	Status, Detail uint32
	Score          uint32 // bits
	Class          int32
	Flags          uint32
	Arena          uint32 // CRC-32, of INIT and STEP
}

// Recorder writes down what a device is told and what it answers, for QEMU to
// be told the same.
type Recorder struct {
	dir      string
	device   *Device
	files    [2]*os.File
	commands *bufio.Writer
	answers  *bufio.Writer
	arena    []byte
	words    []byte
}

// Names in the recorder's folder; the first two are known to the firmware.
const (
	commandsFile = "commands"
	resultsFile  = "results"
	answersFile  = "answers" // of the emulated board
	flashFile    = "flash"
)

// Record begins to write into an empty folder. Nothing but New may have
// happened to the device.
func (d *Device) Record(dir string) (*Recorder, error) {
	flash, err := d.flashForQEMU()
	if err != nil {
		return nil, err
	}
	r := &Recorder{dir: dir, device: d, arena: make([]byte, d.image.ArenaBytes)}
	err = os.WriteFile(filepath.Join(dir, flashFile), flash, 0o600)
	for i, name := range []string{commandsFile, answersFile} {
		var e error
		r.files[i], e = os.Create(filepath.Join(dir, name))
		err = errors.Join(err, e)
	}
	if err != nil {
		return nil, fmt.Errorf("--qemu: %w", err)
	}
	r.commands, r.answers = bufio.NewWriter(r.files[0]), bufio.NewWriter(r.files[1])
	if err := r.put(r.commands, uint32(len(r.arena)), uint32(len(d.data))); err != nil {
		return nil, err
	}
	d.recorder = r
	return r, r.record(commandInit, 0, nil, 0)
}

// flashForQEMU is what QEMU's flash holds from address zero on: the firmware in
// its build for QEMU, and the same model image.
func (d *Device) flashForQEMU() ([]byte, error) {
	build, err := firmware.ForQEMU(d.board.Core)
	if err != nil {
		return nil, err
	}
	code, err := program.ReadELF(bytes.NewReader(build.ELF))
	if err != nil {
		return nil, fmt.Errorf("firmware %s: %w", build.Name, err)
	}
	image := d.image.Link(SiteOf(build))
	flash := make([]byte, int(build.ModelImage)+len(image))
	for _, s := range code.Segments {
		copy(flash[s.Address:], s.Data)
	}
	copy(flash[build.ModelImage:], image)
	return flash, nil
}

func (r *Recorder) put(w io.Writer, words ...uint32) error {
	r.words = appendWords(r.words[:0], words)
	_, err := w.Write(r.words)
	return err
}

// record writes a command that has been carried out.
func (r *Recorder) record(c command, argument int32, row []byte, status uint32) error {
	if c == commandRow {
		argument = int32(len(row) / 4)
	} else {
		row = nil
	}
	if err := r.put(r.commands, uint32(c), uint32(argument)); err != nil {
		return err
	}
	if _, err := r.commands.Write(row); err != nil {
		return err
	}
	report, err := r.device.port.report()
	if err != nil {
		return err
	}
	var checksum uint32
	if c == commandInit || c == commandStep {
		if err := r.device.machine.ReadMemory(r.device.build.Arena, r.arena); err != nil {
			return err
		}
		checksum = crc32.ChecksumIEEE(r.arena)
	}
	return r.put(r.answers, uint32(c), status, report.detail, math.Float32bits(report.score), uint32(int32(report.class)), report.flags, checksum)
}

// Replay has QEMU do what was recorded, which ends the recording. It returns
// the number of steps, and an error that is a *Difference where an answer, or a
// byte of the arena after a step, is another than the emulated board's.
func (r *Recorder) Replay(ctx context.Context) (steps int64, err error) {
	r.device.recorder = nil
	err = errors.Join(r.commands.Flush(), r.answers.Flush(), r.files[0].Close(), r.files[1].Close())
	if err != nil {
		return 0, err
	}
	q := exec.CommandContext(ctx, qemuProgram, "-M", qemuMachines[r.device.board.Core],
		"-display", "none", "-monitor", "none", "-serial", "none", "-semihosting-config", "enable=on,target=native",
		"-kernel", flashFile)
	q.Dir = r.dir
	if text, err := q.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("%s: %w; it said %q", qemuProgram, err, bytes.TrimSpace(text))
	}
	return r.compare()
}

func (r *Recorder) compare() (steps int64, err error) {
	var files [2]*bufio.Reader
	for i, name := range []string{answersFile, resultsFile} {
		f, err := os.Open(filepath.Join(r.dir, name))
		if err != nil {
			return 0, err
		}
		defer f.Close()
		files[i] = bufio.NewReader(f)
	}
	for {
		var ours struct {
			Command uint32
			answer
		}
		var qemus answer
		err := binary.Read(files[0], binary.LittleEndian, &ours)
		other := binary.Read(files[1], binary.LittleEndian, &qemus)
		if errors.Is(err, io.EOF) && errors.Is(other, io.EOF) {
			return steps, nil
		}
		if err != nil || other != nil {
			return steps, &Difference{Step: steps, Part: "number of answers", Host: fmt.Sprint(err == nil), Emulated: fmt.Sprint(other == nil)}
		}
		if d := ours.differ(&qemus); d != nil {
			d.Step = steps
			return steps, d
		}
		if command(ours.Command) == commandStep {
			steps++
		}
	}
}

// differ returns the first part in which two answers disagree.
func (a *answer) differ(b *answer) *Difference {
	for _, part := range []struct {
		name string
		a, b uint32
	}{
		{"status", a.Status, b.Status}, {"status detail", a.Detail, b.Detail},
		{"prediction", uint32(a.Class), uint32(b.Class)}, {"flags", a.Flags, b.Flags},
		{"checksum of the arena", a.Arena, b.Arena},
	} {
		if part.a != part.b {
			return &Difference{Part: part.name, Host: fmt.Sprintf("0x%08x", part.a), Emulated: fmt.Sprintf("0x%08x", part.b)}
		}
	}
	score, other := math.Float32frombits(a.Score), math.Float32frombits(b.Score)
	if !sameFloat(score, other) {
		return &Difference{Part: "score", Host: hex(score), Emulated: hex(other)}
	}
	return nil
}
