package firmware_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tinyol-sim/internal/mcu/firmware"
	"tinyol-sim/internal/needs"
	"tinyol-sim/internal/plan/ccode"
)

// The committed ELF files were built from the sources as they are, all of them.
func TestELFFilesAreOfTheseSources(t *testing.T) {
	want := map[string]string{}
	for _, pattern := range []string{"build.sh", "qemu/*.c", "src/*.S", "src/*.c", "src/*.h", "src/*.ld"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			want[filepath.ToSlash(name)] = fmt.Sprintf("%x", sha256.Sum256(data))
		}
	}
	text, err := os.ReadFile("elf/sources.sha256")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for line := range strings.Lines(string(text)) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		got[name] = sum
	}
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s is not as it was when the ELF files were built; run make firmware", name)
		}
		delete(got, name)
	}
	for name := range got {
		t.Errorf("%s is gone; run make firmware", name)
	}
}

// Headers and calls are what the cards of the kernels and the layout of the image
// make.
func TestGeneratedSourcesAreUpToDate(t *testing.T) {
	for name, want := range ccode.Files() {
		got, err := os.ReadFile(filepath.Join("src", name))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("src/%s is not what is generated; run make firmware", name)
		}
	}
}

// The compiler that made the committed files makes them again.
func TestRebuildGivesTheSameBytes(t *testing.T) {
	needs.Tools(t, "arm-none-eabi-gcc", "sh", "sha256sum")
	version, err := exec.Command("arm-none-eabi-gcc", "-dumpfullversion").Output()
	if err != nil {
		t.Fatal(err)
	}
	if got := "arm-none-eabi-gcc " + strings.TrimSpace(string(version)); got != firmware.Compiler() {
		needs.Missing(t, fmt.Sprintf("%s is installed, the files are from %s", got, firmware.Compiler()))
	}
	dir := t.TempDir()
	if text, err := exec.Command("sh", "build.sh", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	built, committed := names(t, dir), names(t, "elf")
	if !slices.Equal(built, committed) {
		t.Fatalf("built %v, committed are %v", built, committed)
	}
	for _, name := range built {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join("elf", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is built differently from the committed file; run make firmware", name)
		}
	}
}

func names(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
