package result

// Manifest says where the numbers came from, well enough to make them again:
// manifest.json.
type Manifest struct {
	Version  int      `json:"version"`
	Tool     string   `json:"tool"` // "tinyol-sim 0.1.0"
	Go       string   `json:"go"`
	Platform string   `json:"platform"` // GOOS/GOARCH
	Command  []string `json:"command"`
	Seeds    []uint64 `json:"seeds"`
	Inputs   []Input  `json:"inputs"`
	// Columns are those of the stream's first file; absent in results of an earlier
	// version.
	Columns []Column `json:"columns,omitempty"`
	Board   string   `json:"board"`
	Engine  string   `json:"engine"`
	// Firmware names the emulated build with its compiler and checksum; absent
	// on the host engine.
	Firmware string `json:"firmware,omitempty"`
	// Executed says for each run how many windows the emulated core executed; absent
	// on the host engine.
	Executed []ExecutedWindows `json:"executed,omitempty"`
	// Settings is what the run was asked for, defaults included, under the names of
	// the flags: bench --config manifest.json repeats it. Absent in results of an
	// earlier version.
	Settings map[string]any `json:"settings,omitempty"`
}

// ExecutedWindows is how many windows of a run an emulated core executed.
type ExecutedWindows struct {
	Mode     string `json:"mode"`
	Seed     uint64 `json:"seed"`
	Executed int64  `json:"executed_windows"`
	Windows  int64  `json:"windows"`
}

// SettingsKey is the key of Manifest.Settings.
const SettingsKey = "settings"

// Input is one file that was read, or a folder or an archive of more than 64
// files as one: then Files is how many were read, Bytes what they hold together,
// unpacked, and SHA256 the SHA-256 of a list with a line for each file,
//
//	SHA-256 of its bytes, hexadecimal, two spaces, its name, line feed
//
// in the ascending order of the names' bytes; a name is the path from the folder or
// the archive on, with slashes. So says sha256sum in that folder, sorted by the
// names: find . -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum
// | sha256sum.
type Input struct {
	Role   string `json:"role"` // stream, train, test, model, board, config
	Name   string `json:"name"`
	Files  int64  `json:"files,omitempty"` // 0: one file
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}
