package firmware_test

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"tinyol-sim/internal/needs"
	"tinyol-sim/internal/plan"
)

// Executables that tests have built, by their flags, in a directory that goes
// with the tests.
var built = struct {
	sync.Mutex
	dir   string
	paths map[string]string
}{paths: map[string]string{}}

func TestMain(m *testing.M) {
	code := m.Run()
	if built.dir != "" {
		_ = os.RemoveAll(built.dir)
	}
	os.Exit(code)
}

// compileHost builds the firmware's sources for the machine of the test, with
// the hardware layer of host/hw_host.c; each set of flags once.
func compileHost(t testing.TB, flags ...string) string {
	t.Helper()
	needs.Tools(t, "cc")
	built.Lock()
	defer built.Unlock()
	key := strings.Join(flags, " ")
	if path, ok := built.paths[key]; ok {
		return path
	}
	if built.dir == "" {
		var err error
		if built.dir, err = os.MkdirTemp("", "firmware"); err != nil {
			t.Fatal(err)
		}
	}
	if key == strings.Join(sanitized, " ") {
		needSanitizers(t)
	}
	out := filepath.Join(built.dir, fmt.Sprintf("host%d", len(built.paths)))
	args := append([]string{"-std=c11", "-ffp-contract=off", "-fno-fast-math", "-ffreestanding", "-Wall", "-Wextra", "-Werror", "-o", out}, flags...)
	args = append(append(args, hostSources(t)...), "host/hw_host.c")
	if text, err := exec.Command("cc", args...).CombinedOutput(); err != nil {
		t.Fatalf("cc %v: %v\n%s", args, err, text)
	}
	built.paths[key] = out
	return out
}

// hostSources are the firmware's but the hardware layers and the way from
// reset.
func hostSources(t testing.TB) []string {
	t.Helper()
	sources, err := filepath.Glob("src/*.c")
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(sources, func(name string) bool {
		base := filepath.Base(name)
		return base == "start.c" || strings.HasPrefix(base, "hw_")
	})
}

var sanitized = []string{"-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"}

// needSanitizers skips a test where the compiler comes without the libraries of
// its sanitizers, as it does beside musl.
func needSanitizers(t testing.TB) {
	t.Helper()
	empty := filepath.Join(built.dir, "empty.c")
	if err := os.WriteFile(empty, []byte("int main(void) { return 0; }\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	args := append(slices.Clone(sanitized), "-o", filepath.Join(built.dir, "empty"), empty)
	if err := exec.Command("cc", args...).Run(); err != nil {
		needs.Missing(t, "cc does not link "+strings.Join(sanitized, " "))
	}
}

// host is the firmware as a process of this machine.
type host struct {
	t     testing.TB
	in    *bufio.Writer
	out   *bufio.Reader
	text  *strings.Builder // what it printed as errors
	arena int
	end   func() error
}

// Commands, as in src/hw.h and host/hw_host.c.
const (
	commandInit = 1 + iota
	commandRow
	commandStep
	commandReset
	commandImage = 96 + iota
	commandState
	commandCall
)

// reply is what the firmware answers a command with.
type reply struct {
	Status, Detail uint32
	Score          float32
	Class          int32
	Flags          uint32
	Marks          uint32 // phases that began, a hexadecimal digit each
}

// start runs the firmware until the test ends.
func start(t testing.TB, path string) *host {
	t.Helper()
	h := launch(t, path)
	t.Cleanup(func() {
		if err := h.end(); err != nil {
			t.Errorf("the firmware ended with %v\n%s", err, h.text)
		}
	})
	return h
}

// launch runs the firmware until end, or until this process is gone.
func launch(t testing.TB, path string) *host {
	t.Helper()
	h := &host{t: t, text: &strings.Builder{}}
	command := exec.Command(path)
	command.Stderr = h.text
	in, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	h.in, h.out = bufio.NewWriter(in), bufio.NewReader(out)
	h.end = func() error {
		_ = in.Close()
		_, _ = io.Copy(io.Discard, out)
		return command.Wait()
	}
	if r := h.reply(); r.Status != plan.StatusOK {
		t.Fatalf("not ready: status %#x", r.Status)
	}
	return h
}

func (h *host) read(words []uint32) {
	h.t.Helper()
	data := make([]byte, 4*len(words))
	err := h.in.Flush()
	if err == nil {
		_, err = io.ReadFull(h.out, data)
	}
	if err != nil {
		h.t.Fatalf("%v\n%s", err, h.text)
	}
	for i := range words {
		words[i] = binary.LittleEndian.Uint32(data[4*i:])
	}
}

func (h *host) reply() reply {
	h.t.Helper()
	var w [6]uint32
	h.read(w[:])
	return reply{w[0], w[1], math.Float32frombits(w[2]), int32(w[3]), w[4], w[5]}
}

func (h *host) words(words ...uint32) {
	for _, w := range words {
		_, _ = h.in.Write(binary.LittleEndian.AppendUint32(nil, w)) // Flush returns the error again
	}
}

// load replaces the memories of the machine; nothing is answered.
func (h *host) load(image []byte, arena int) {
	h.arena = arena
	h.words(commandImage, uint32(len(image)), uint32(arena))
	_, _ = h.in.Write(image)
	_, _ = h.in.Write(make([]byte, (4-len(image)%4)%4))
}

func (h *host) command(command uint32, argument int32) reply {
	h.t.Helper()
	h.words(command, uint32(argument))
	return h.reply()
}

func (h *host) row(row []float32) reply {
	h.t.Helper()
	h.words(commandRow, uint32(len(row)))
	for _, v := range row {
		h.words(math.Float32bits(v))
	}
	return h.reply()
}

// state returns the arena's words.
func (h *host) state() []uint32 {
	h.t.Helper()
	h.words(commandState, 0)
	arena := make([]uint32, h.arena/4)
	h.read(arena)
	return arena
}

// call returns exp, log, sigmoid, sqrt and tanh of each argument.
func (h *host) call(x []float32) [][5]float32 {
	h.t.Helper()
	h.words(commandCall, uint32(len(x)))
	for _, v := range x {
		h.words(math.Float32bits(v))
	}
	words, y := make([]uint32, 5*len(x)), make([][5]float32, len(x))
	h.read(words)
	for i, w := range words {
		y[i/5][i%5] = math.Float32frombits(w)
	}
	return y
}
