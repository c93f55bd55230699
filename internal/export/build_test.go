package export_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/export"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/cpu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/mcu/program"
	"tinyol-sim/internal/needs"
)

// The flags with which the Arduino IDE compiles for the board: cflags.txt,
// cxxflags.txt and platform.txt of ArduinoCore-mbed, less what is for mbed.
var (
	common = strings.Fields("-c -Os -Wall -Wextra -Werror -Wno-unused-parameter -Wno-missing-field-initializers" +
		" -fdata-sections -ffunction-sections -fmessage-length=0 -fno-exceptions -fno-delete-null-pointer-checks -fomit-frame-pointer -funsigned-char" +
		" -mcpu=cortex-m4 -mthumb -mfloat-abi=softfp -mfpu=fpv4-sp-d16")
	cFlags   = append([]string{"-std=gnu11"}, common...)
	cppFlags = append(strings.Fields("-std=gnu++14 -fno-rtti -Wvla -Wno-register"), common...)

	linkFlags = strings.Fields("-mcpu=cortex-m4 -mthumb -mfloat-abi=softfp -mfpu=fpv4-sp-d16 -nostartfiles -Wl,--gc-sections" +
		" --specs=nano.specs --specs=nosys.specs")
)

// assemblyFlags are those of the recipe for .S files, which differ between
// versions: nothing about the core, the core without its float ABI, all of it.
var assemblyFlags = []string{
	"-c -g -x assembler-with-cpp",
	"-c -x assembler-with-cpp -mcpu=cortex-m4 -mfpu=fpv4-sp-d16",
	"-c -x assembler-with-cpp -mcpu=cortex-m4 -mthumb -mfloat-abi=softfp -mfpu=fpv4-sp-d16",
}

// key is a key that a person presses before a row of the sensor.
type key struct {
	row int
	key byte
}

// rowsHeader is what the stub of the board's sensor plays.
func rowsHeader(rows [][3]float32, keys []key) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "enum { ROWS = %d, TYPED = %d };\n", len(rows), len(keys))
	fmt.Fprintf(&b, "static const uint32_t rows[][3] = {\n")
	for _, r := range rows {
		fmt.Fprintf(&b, "{0x%08x, 0x%08x, 0x%08x},\n", math.Float32bits(r[0]), math.Float32bits(r[1]), math.Float32bits(r[2]))
	}
	fmt.Fprintf(&b, "};\nstatic const struct { uint32_t row; char key; } keys[] = {\n")
	for _, k := range keys {
		fmt.Fprintf(&b, "{%d, %q},\n", k.row, k.key)
	}
	fmt.Fprint(&b, "{0xffffffff, 0},\n};\n") // no array is empty
	return b.Bytes()
}

// compile builds a written project with the stub of the board as the IDE does and
// returns the ELF file.
func compile(t testing.TB, dir, assembly string, rows []byte) string {
	t.Helper()
	needs.Tools(t, "arm-none-eabi-g++")
	needs.ArmLibrary(t, "nano.specs")
	stub, err := filepath.Abs("testdata/board")
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	if err := os.WriteFile(filepath.Join(out, "rows.h"), rows, 0o600); err != nil {
		t.Fatal(err)
	}
	sketch := filepath.Join(dir, "tinyol_nano33ble")
	entries, err := os.ReadDir(sketch)
	if err != nil {
		t.Fatal(err)
	}
	var c, assembler, cpp []string
	for _, e := range entries {
		source := filepath.Join(sketch, e.Name())
		switch filepath.Ext(source) {
		case ".c":
			c = append(c, source)
		case ".S":
			assembler = append(assembler, source)
		case ".ino": // the IDE puts Arduino.h in front and names it so
			cpp = append(cpp, filepath.Join(out, e.Name()+".cpp"))
			text := read(t, source)
			if err := os.WriteFile(cpp[0], append([]byte("#include <Arduino.h>\n"), text...), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	cpp = append(cpp, filepath.Join(stub, "board.cpp"))
	includes := []string{"-I" + stub, "-I" + sketch, "-I" + out}
	run(t, out, "arm-none-eabi-gcc", cFlags, includes, c)
	run(t, out, "arm-none-eabi-g++", strings.Fields(assembly), includes, assembler)
	run(t, out, "arm-none-eabi-g++", cppFlags, includes, cpp)
	objects, err := filepath.Glob(filepath.Join(out, "*.o"))
	if err != nil {
		t.Fatal(err)
	}
	elf := filepath.Join(out, "sketch.elf")
	run(t, out, "arm-none-eabi-g++", linkFlags, []string{"-T" + filepath.Join(stub, "board.ld"), "-o", elf}, objects)
	return elf
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// run runs a tool in a folder and returns what it prints.
func run(t testing.TB, dir, name string, args ...[]string) string {
	t.Helper()
	command := exec.Command(name, slices.Concat(args...)...)
	command.Dir = dir
	text, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s", command.Args, err, text)
	}
	return string(text)
}

// fused are the instructions that round a product and a sum together.
var fused = regexp.MustCompile(`\tvfn?m[as]\b`)

func fusedInstructions(t testing.TB, elf string) int {
	t.Helper()
	needs.Tools(t, "arm-none-eabi-objdump")
	text := run(t, "", "arm-none-eabi-objdump", []string{"-d", elf})
	if !strings.Contains(text, "\tvmul.f32") {
		t.Fatal("the disassembly shows no multiplication")
	}
	return len(fused.FindAllString(text, -1))
}

// emulate runs the sketch to the end of its rows and returns what it printed.
func emulate(t testing.TB, b *mcu.Board, elf string) []string {
	t.Helper()
	image, err := program.ReadELF(bytes.NewReader(read(t, elf)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	m, err := device.NewMachine(b, image, device.Options{Semihosting: &cpu.Semihosting{Out: &out, Err: &out}})
	if err != nil {
		t.Fatal(err)
	}
	if stop := m.Run(cpu.Limits{Cycles: 1 << 33}); stop.Reason != cpu.StopExit {
		t.Fatalf("%v, %+v\n%s", stop.Reason, stop.Fault, out.String())
	}
	return strings.Split(strings.TrimSpace(out.String()), "\n")
}

// write exports a project into a new folder, each C file first changed by edit.
func write(t testing.TB, p *export.Project, edit func(string) string) string {
	t.Helper()
	files, err := p.Files()
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range files {
		if edit != nil && strings.HasSuffix(f.Name, ".c") {
			files[i].Data = []byte(edit(string(f.Data)))
		}
	}
	dir := filepath.Join(t.TempDir(), "project")
	if err := export.Write(dir, files); err != nil {
		t.Fatal(err)
	}
	return dir
}
