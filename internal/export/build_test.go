package export_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"tinyol-sim/internal/export"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/armv7m"
	"tinyol-sim/internal/mcu/device"
)

// needTools skips a test that needs a compiler where there is none; CI has to
// have it.
func needTools(t testing.TB, tools ...string) {
	t.Helper()
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatalf("%s is not installed", tool)
			}
			t.Skipf("%s is not installed", tool)
		}
	}
}

// The flags with which the Arduino IDE compiles for the board: cflags.txt,
// cxxflags.txt and platform.txt of ArduinoCore-mbed, less what is for mbed.
var (
	common = strings.Fields("-c -Os -Wall -Wextra -Werror -Wno-unused-parameter -Wno-missing-field-initializers" +
		" -fdata-sections -ffunction-sections -fmessage-length=0 -fno-exceptions -fno-delete-null-pointer-checks -fomit-frame-pointer -funsigned-char" +
		" -mcpu=cortex-m4 -mthumb -mfloat-abi=softfp -mfpu=fpv4-sp-d16")
	cFlags   = append([]string{"-std=gnu11"}, common...)
	cppFlags = append(strings.Fields("-std=gnu++14 -fno-rtti -Wvla -Wno-register"), common...)
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

// compile builds a written project with the stub of the board as the IDE does,
// every file by itself, and links them.
func compile(t testing.TB, dir, assembly string, rows []byte) []byte {
	t.Helper()
	needTools(t, "arm-none-eabi-gcc", "arm-none-eabi-g++")
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
	includes := []string{"-I" + stub, "-I" + out}
	var objects []string
	add := func(compiler string, flags []string, source string) {
		object := filepath.Join(out, filepath.Base(source)+".o")
		run(t, compiler, append(append(append([]string{}, flags...), includes...), "-o", object, source)...)
		objects = append(objects, object)
	}
	for _, e := range entries {
		source := filepath.Join(sketch, e.Name())
		switch filepath.Ext(source) {
		case ".c":
			add("arm-none-eabi-gcc", cFlags, source)
		case ".S":
			add("arm-none-eabi-g++", strings.Fields(assembly), source)
		case ".ino": // the IDE puts Arduino.h in front
			add("arm-none-eabi-g++", append([]string{"-x", "c++", "-include", "Arduino.h"}, cppFlags...), source)
			objects[len(objects)-1] = filepath.Join(out, e.Name()+".o")
		}
	}
	add("arm-none-eabi-g++", cppFlags, filepath.Join(stub, "board.cpp"))
	elf := filepath.Join(out, "sketch.elf")
	run(t, "arm-none-eabi-g++", append(strings.Fields("-mcpu=cortex-m4 -mthumb -mfloat-abi=softfp -mfpu=fpv4-sp-d16 -nostartfiles -Wl,--gc-sections --specs=nano.specs --specs=nosys.specs"),
		append([]string{"-T" + filepath.Join(stub, "board.ld"), "-o", elf}, objects...)...)...)
	data, err := os.ReadFile(elf)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func run(t testing.TB, name string, args ...string) {
	t.Helper()
	if text, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, text)
	}
}

// emulate runs the sketch to the end of its rows and returns what it printed.
func emulate(t testing.TB, b *mcu.Board, elf []byte) []string {
	t.Helper()
	image, err := armv7m.ReadELF(bytes.NewReader(elf))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	m, err := device.NewMachine(b, image, device.Options{Semihosting: &armv7m.Semihosting{Out: &out, Err: &out}})
	if err != nil {
		t.Fatal(err)
	}
	if stop := m.Run(armv7m.Limits{Cycles: 1 << 33}); stop.Reason != armv7m.StopExit {
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
