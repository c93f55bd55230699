package export

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/device"
	"tinyol-sim/internal/tinyol"
)

// Board-specific parts, a folder for each board that there is a sketch for.
//
//go:embed nano33ble
var sketches embed.FS

// Boards lists the boards that there is a sketch for.
func Boards() []string {
	var names []string
	entries, err := fs.ReadDir(sketches, ".")
	if err != nil {
		panic(err) // embedded
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// NoSketchError is a board that there is no sketch for.
type NoSketchError struct{ Board string }

func (e *NoSketchError) Error() string {
	return fmt.Sprintf("there is no sketch for %s; export knows %s", e.Board, strings.Join(Boards(), ", "))
}

// CheckBoard refuses a board without a sketch with a *NoSketchError.
func CheckBoard(name string) error {
	if slices.Contains(Boards(), name) {
		return nil
	}
	return &NoSketchError{name}
}

// Project is what to export.
type Project struct {
	Program  *tinyol.Program
	Board    *mcu.Board
	Columns  []string // of the program's channels, one of the sensor's axes each
	Normal   string   // name of the healthy machine
	Source   string   // what the model was trained on
	Quantile float64  // of the training errors, which is the threshold
	Version  string   // of the tool
}

// File is a file of the project, with slashes in its name.
type File struct {
	Name string
	Data []byte
}

// Files makes the project. A program that does not fit the board is a
// *mcu.FitError, columns that the sensor does not have are a *ColumnsError.
func (p *Project) Files() ([]File, error) {
	if err := CheckBoard(p.Board.Name); err != nil {
		return nil, err
	}
	if err := p.Program.Validate(); err != nil {
		return nil, err
	}
	ledger := device.NewLedger(p.Board, p.Program)
	if err := ledger.Check(); err != nil {
		return nil, err
	}
	axes, err := Axes(p.Columns)
	if err != nil {
		return nil, err
	}
	image := device.NewImage(p.Program, ledger)
	model, err := p.model(image, axes)
	if err != nil {
		return nil, err
	}
	readme, err := p.readme(image)
	if err != nil {
		return nil, err
	}
	files := []File{{"README.md", readme}}
	files = append(files, p.sketch()...)
	files = append(files, inFolder(p.name(), model)...)
	firmware, err := firmwareFiles()
	return append(files, inFolder(p.name(), firmware)...), err
}

// name is that of the sketch and its folder, which the IDE wants to be the same.
func (p *Project) name() string { return "tinyol_" + p.Board.Name }

// sketch are the board's own sources.
func (p *Project) sketch() []File {
	var files []File
	for _, name := range []string{"sketch.ino", "tinyol.h", "tinyol.c"} {
		data := read(sketches, path.Join(p.Board.Name, name))
		if name == "sketch.ino" {
			name = p.name() + ".ino"
		}
		files = append(files, File{name, data})
	}
	return inFolder(p.name(), files)
}

func inFolder(folder string, files []File) []File {
	for i := range files {
		files[i].Name = path.Join(folder, files[i].Name)
	}
	return files
}

func read(from fs.FS, name string) []byte {
	data, err := fs.ReadFile(from, name)
	if err != nil {
		panic("BUG: export: " + err.Error()) // embedded
	}
	return data
}
