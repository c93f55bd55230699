package mcu

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/yamlfile"
)

func board(t *testing.T, name string) *Board {
	t.Helper()
	b, err := LoadBoard(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Every profile is whole, and every figure says where it comes from.
func TestBuiltInBoards(t *testing.T) {
	var names []string
	for _, b := range Boards() {
		names = append(names, b.Name)
		if b.Title == "" || len(b.Chain) == 0 || b.ClockHz == 0 || b.FlashBytes == 0 || b.RAMBytes == 0 || b.StackBytes == 0 {
			t.Errorf("%s is not whole: %+v", b.Name, b)
		}
		if (b.ActiveCurrentA != nil) != (b.Sources["active_current_a"] != "") {
			t.Errorf("%s: current and its source do not go together", b.Name)
		}
		if b.ActiveCurrentA != nil && b.SupplyV == 0 {
			t.Errorf("%s: a current without a voltage gives no energy", b.Name)
		}
		if _, err := b.Costs(); err != nil {
			t.Errorf("%s: %v", b.Name, err)
		}
		for _, n := range b.Notes {
			if strings.Contains(n, "\n") {
				t.Errorf("%s: note %q is not one line", b.Name, n)
			}
		}
	}
	if !slices.IsSorted(names) || !slices.Contains(names, DefaultBoard) {
		t.Errorf("boards are %v", names)
	}
	for _, want := range []string{
		"nano33ble", "nucleo-f439zi", "nucleo-l4r5zi", "bluepill", "nucleo-f103rb", "pico",
		"arduino-zero", "nucleo-f746zg", "nrf5340dk", "pico2", "esp32c3",
	} {
		if !slices.Contains(names, want) {
			t.Errorf("%s is missing", want)
		}
	}
}

func TestBuiltInFilesHaveSources(t *testing.T) {
	for name, p := range profiles() {
		if p.file != name+".yaml" {
			t.Errorf("%s holds the profile %s", p.file, name)
		}
		for _, f := range p.fields() {
			if f.figure.set && len(f.figure.source) < 8 {
				t.Errorf("%s: %s has the source %q", name, f.key, f.figure.source)
			}
		}
	}
}

func TestInheritance(t *testing.T) {
	b := board(t, "nano33ble")
	if !slices.Equal(b.Chain, []string{"nrf52840", "cortex-m4f"}) || b.Core != "cortex-m4f" || !b.Emulated {
		t.Errorf("chain %v, core %s, emulated %v", b.Chain, b.Core, b.Emulated)
	}
	if b.ClockHz != 64_000_000 || b.FlashBytes != 1<<20 || b.RAMBytes != 256<<10 || b.ReservedFlash != 64<<10 {
		t.Errorf("%+v", b)
	}
	dk := board(t, "nrf52840dk")
	if dk.ReservedFlash != 0 || dk.RAMBytes != b.RAMBytes || len(dk.Notes) != 1 {
		t.Errorf("the development kit has no bootloader: %+v", dk)
	}
	if board(t, "esp32c3").Emulated {
		t.Error("the ESP32-C3 is not emulated")
	}
}

func TestLoadBoardNames(t *testing.T) {
	for _, name := range []string{"nano33ble", "Nano33BLE", "nano-33-ble", "NANO_33_BLE"} {
		if b, err := LoadBoard(name); err != nil || b.Name != "nano33ble" {
			t.Errorf("%s: %v", name, err)
		}
	}
	none := fmt.Sprintf("none of the %d boards has that name", len(Boards()))
	for name, want := range map[string]string{
		"nano33bel":     "did you mean nano33ble?",
		"nucleo-f439":   "did you mean nucleo-f439zi",
		"picco":         "pico",
		"f746":          "nucleo-f746zg or stm32f746g-disco",
		"rp2040":        "Raspberry Pi RP2040); use a board that has it: pico",
		"cortex-m3":     "bluepill, nucleo-f103rb",
		"mainframe":     none,
		"":              none,
		"nope.yaml":     "nope.yaml: cannot be opened: no such file or directory",
		"cortex-m0plus": "arduino-zero, pico",
	} {
		_, err := LoadBoard(name)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v, want a line with %q", name, err, want)
		}
	}
	var unknown *UnknownBoardError
	if _, err := LoadBoard("nano33bel"); !errors.As(err, &unknown) || unknown.Nearest[0] != "nano33ble" {
		t.Errorf("%v is not an UnknownBoardError", err)
	}
}

func TestLoadBoardFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "my gadget.yaml")
	text := "inherits: cortex-m4f\nclock_hz: 0x1000000\nflash_bytes: 65536\nram_bytes: {value: 16384, source: data sheet}\nnotes: [hand made]\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := LoadBoard(file)
	if err != nil {
		t.Fatal(err)
	}
	if b.Name != "my-gadget" || b.Title != "my-gadget" || b.ClockHz != 1<<24 || b.RAMBytes != 16384 || b.CodeBytes == 0 {
		t.Errorf("%+v", b)
	}
	if b.Sources["clock_hz"] != "given in my gadget.yaml" || b.Sources["ram_bytes"] != "data sheet" || b.ActiveCurrentA != nil {
		t.Errorf("sources %v", b.Sources)
	}
	if !slices.Equal(b.Notes, []string{"hand made"}) {
		t.Errorf("notes %v", b.Notes)
	}
}

// A board on top of a board changes only what it names.
func TestUserBoardInheritsBoard(t *testing.T) {
	b, err := ReadBoard(strings.NewReader("name: fast\ninherits: nano33ble\nactive_current_a: 0.0063\n"), "x.yaml")
	if err != nil {
		t.Fatal(err)
	}
	nano := board(t, "nano33ble")
	if b.ReservedFlash != nano.ReservedFlash || *b.ActiveCurrentA != 0.0063 || *nano.ActiveCurrentA != 0.0033 {
		t.Errorf("%+v", b)
	}
	if !slices.Equal(b.Chain, []string{"nano33ble", "nrf52840", "cortex-m4f"}) {
		t.Errorf("chain %v", b.Chain)
	}
}

func TestReadBoardRefuses(t *testing.T) {
	const whole = "inherits: nano33ble\n"
	for text, want := range map[string]string{
		"":                                        "b.yaml: is empty",
		"# nothing\n":                             "b.yaml",
		whole + "clock: 1\n":                      `b.yaml:2: unknown field "clock"`,
		whole + "clock_hz: 1\nclock_hz: 2\n":      "b.yaml:3",
		whole + "clock_hz: fast\n":                "b.yaml:2: clock_hz: a text where a number is expected",
		whole + "ram_bytes: [1]\n":                "b.yaml:2: ram_bytes: a list where a number is expected",
		whole + "clock_hz:\n":                     "clock_hz: has no value",
		whole + "title: ~\n":                      "title: has no value",
		"inherits: [a]\n":                         "a list where a text is expected",
		whole + "clock_hz: 0\n":                   "b.yaml:2: clock_hz: 0 is out of range; use 1 to 1e+11",
		whole + "clock_hz: .nan\n":                "clock_hz: a text where a number is expected",
		whole + "clock_hz: nan\n":                 "clock_hz: NaN is out of range",
		whole + "clock_hz: 9223372036854775808\n": "clock_hz: 9.223372036854776e+18 is out of range",
		whole + "ram_bytes: 0200000\n":            `b.yaml:2: ram_bytes: "0200000" begins with a zero; write 200000`,
		whole + "ram_bytes: 0o200000\n":           `b.yaml:2: ram_bytes: "0o200000" is not decimal; write 65536`,
		whole + "ram_bytes: {value: 64_000}\n":    `b.yaml:2: ram_bytes: "64_000" has an underscore in it; write 64000`,
		whole + "ram_base: 0x100000000\n":         `"0x100000000" is not decimal`,
		whole + "ram_bytes: &a 65536\n":           "b.yaml:2: an anchor (&) is not read",
		whole + "<<: {name: x}\n":                 "b.yaml:2: a merge key (<<) is not read",
		whole + "emulated: yes\n":                 "b.yaml:2: emulated: a text where true or false is expected",
		whole + "notes: text\n":                   "b.yaml:2: notes: a text where a list is expected",
		whole + "name: \xff\n":                    "b.yaml:2: byte 0xff is not UTF-8",
		strings.Repeat("- ", 32000):               "b.yaml:1: lists and groups are nested more than 16 deep",
		strings.Repeat("[", 64000):                "b.yaml:1: lists and groups are nested more than 16 deep",
		whole + "ram_bytes: -1\n":                 "ram_bytes: -1 is out of range",
		whole + "ram_bytes: 1.5\n":                "b.yaml:2: ram_bytes: 1.5 is not a whole number",
		whole + "ram_bytes: {source: sheet}\n":    "a figure needs a value",
		whole + "ram_bytes: {value: 1, src: x}\n": `unknown field "src"`,
		whole + "supply_v: 1e9\n":                 "supply_v: 1e+09 is out of range",
		whole + "name: a b\n":                     `name: "a b" has other characters`,
		whole + "title: \"two\\nlines\"\n":        "title: is longer than 200 bytes or has control characters",
		whole + "abstract: true\n":                "abstract: the file describes a parent",
		whole + "---\nname: second\n":             "second document",
		whole + "core: z80\n":                     `core: "z80" has no table of cycles; use one of cortex-m0plus`,
		"inherits: nano33blee\n":                  "did you mean nano33ble?",
		"inherits: vax\n":                         "inherit one of",
		"clock_hz: 1\n":                           "flash_bytes: is missing; add it, or inherit",
		"- a\n- b\n":                              "b.yaml",
		"{":                                       "b.yaml",
		strings.Repeat("#", yamlfile.MaxBytes+1):  "b.yaml: is larger than 128 KiB",
	} {
		_, err := ReadBoard(strings.NewReader(text), "b.yaml")
		var be *BoardError
		if !errors.As(err, &be) {
			t.Errorf("%.40q: %v is not a BoardError", text, err)
			continue
		}
		if !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") || be.Remedy == "" {
			t.Errorf("%.40q: %q, want a line with %q and a remedy", text, err, want)
		}
	}
}

// A text keeps the spelling it has in the file.
func TestBoardTextsKeepTheirSpelling(t *testing.T) {
	b, err := ReadBoard(strings.NewReader("\ufeffinherits: nano33ble\nname: 007\ntitle: 1.0\n"), "x.yaml")
	if err != nil || b.Name != "007" || b.Title != "1.0" {
		t.Errorf("%+v, %v", b, err)
	}
}

func TestTimeAndEnergy(t *testing.T) {
	nano := board(t, "nano33ble")
	if got := nano.Microseconds(64_000); got != 1000 {
		t.Errorf("64000 cycles at 64 MHz take %g us", got)
	}
	// 3.0 V x 3.3 mA x 1 ms = 9.9 uJ.
	if got, ok := nano.EnergyUJ(64_000); !ok || math.Abs(got-9.9) > 1e-9 {
		t.Errorf("energy %g uJ, %v", got, ok)
	}
	if _, ok := board(t, "pico").EnergyUJ(1); ok {
		t.Error("the Pico has no sourced current")
	}
}

func TestDeadline(t *testing.T) {
	nano := board(t, "nano33ble")
	// Ten rows at 119 Hz are 84034 us, or 5378151 cycles.
	period := 10.0 / 119
	d, ok := nano.Deadline(640_000, 1_280_000, period)
	if !ok || !d.Met || d.StepUS != 20_000 || math.Abs(d.PeriodUS-84_033.6) > 0.1 || math.Abs(d.Utilisation-0.119) > 1e-9 {
		t.Errorf("%+v %v", d, ok)
	}
	// The mean fits, the costliest step does not.
	if d, _ := nano.Deadline(640_000, 5_378_152, period); d.Met {
		t.Errorf("%+v meets its deadline", d)
	}
	for _, unknown := range []float64{0, -1, math.NaN()} {
		if _, ok := nano.Deadline(1, 1, unknown); ok {
			t.Errorf("a period of %g s gives a deadline", unknown)
		}
	}
}

func FuzzReadBoard(f *testing.F) {
	for _, p := range profiles() {
		data, err := boardFiles.ReadFile("boards/" + p.file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("inherits: nano33ble\nclock_hz: &a 5\nram_bytes: *a\n"))
	f.Add([]byte("inherits: nano33ble\n<<: {name: x}\n"))
	f.Add([]byte("a: &a [*a]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := ReadBoard(strings.NewReader(string(data)), "fuzz.yaml")
		if err != nil {
			var be *BoardError
			if !errors.As(err, &be) || strings.ContainsAny(err.Error(), "\n\r") {
				t.Fatalf("%T %q", err, err)
			}
			return
		}
		if b.ClockHz < 1 || b.RAMBytes < 1 || b.FlashBytes < 1 || b.ReservedRAM < 0 || b.Name == "" {
			t.Fatalf("%+v", b)
		}
		if _, err := b.Costs(); err != nil {
			t.Fatal(err)
		}
		_ = NewLedger(b, []Region{{Name: "x", Kind: RAM, Bytes: 100}}).Check()
	})
}
