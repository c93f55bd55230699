package format

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
)

// longestSignature is how much of a file its signature takes; that of a tar
// archive stands last.
const longestSignature = 262

// signature is how a file begins that is no recording to be read, what it is,
// and the command that makes one of it. In the command NAME is the file and
// TABLE, with an ending, a new one beside it.
type signature struct {
	begin   string
	what    string
	command string
}

const (
	asCSV = `python3 -c "import pandas; pandas.%s.to_csv('TABLE.csv', index=False)"`
	// notData is for what no program turns into a recording.
	notData = "name the recording itself"
	vcd     = "sigrok-cli -I vcd -i NAME -O csv -o TABLE.csv"
	tshark  = "tshark -r NAME -T fields -E header=y -E separator=, -e frame.time_epoch -e FIELD > TABLE.csv"
	play    = "ros2 topic echo --csv /TOPIC > TABLE.csv, while ros2 bag play NAME runs"
)

var signatures = []signature{
	{"MATLAB 5.0 MAT-file", "a MATLAB file", `python3 -c "import numpy, scipy.io; numpy.savez('TABLE.npz', **{k: numpy.ascontiguousarray(v) for k, v in scipy.io.loadmat('NAME').items() if k[0] != '_'})"`},
	{"MATLAB 7.3 MAT-file", "a MATLAB 7.3 file", `python3 -c "import numpy, h5py; f = h5py.File('NAME'); numpy.savez('TABLE.npz', **{k: numpy.ascontiguousarray(f[k][()].T) for k in f if hasattr(f[k], 'shape')})"`},
	{"\x89HDF", "an HDF5 file", `python3 -c "import numpy, h5py; f = h5py.File('NAME'); numpy.savez('TABLE.npz', **{k: f[k][()] for k in f if hasattr(f[k], 'shape')})"`},
	{"TDSm", "a LabVIEW TDMS file", `python3 -c "import nptdms; nptdms.TdmsFile.read('NAME').as_dataframe().to_csv('TABLE.csv', index=False)"`},
	{"#ROSBAG V", "a ROS 1 bag", "rostopic echo -p -b NAME /TOPIC > TABLE.csv"},
	{"SQLite format 3\x00", "an SQLite database, as ROS 2 bags are", play + "; of another database: sqlite3 -csv -header NAME 'SELECT * FROM ...' > TABLE.csv"},
	{"\x89MCAP0\r\n", "an MCAP file", play},
	{"version https://git-lfs.github.com/spec/", "a Git LFS pointer, not the data", "git lfs pull"},
	{"ARROW1", "an Arrow or Feather file", fmt.Sprintf(asCSV, "read_feather('NAME')")},
	{"FEA1", "a Feather file", fmt.Sprintf(asCSV, "read_feather('NAME')")},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook", fmt.Sprintf(asCSV, "read_excel('NAME')")},
	{"\x89PNG\r\n\x1a\n", "a picture", notData},
	{"\xff\xd8\xff", "a picture", notData},
	{"GIF89a", "a picture", notData},
	{"GIF87a", "a picture", notData},
	{"\x7fELF", "a program", notData},
	{"\xd4\xc3\xb2\xa1", "a capture of network packets", tshark},
	{"$date\n", "a value change dump of a logic analyser", vcd},
	{"$date ", "a value change dump of a logic analyser", vcd},
	{"%PDF-", "a PDF document", "get the data it was made from"},
	{"BZh", "compressed with bzip2", "unpack it: bunzip2 -k NAME"},
	{"\xfd7zXZ\x00", "compressed with xz", "unpack it: xz -dk NAME"},
	{"\x28\xb5\x2f\xfd", "compressed with zstd", "unpack it: zstd -d NAME"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it: 7z x NAME"},
	{"Rar!\x1a\x07", "a RAR archive", "unpack it: unrar x NAME"},
	{"\x1f\x8b", "compressed with gzip twice", "unpack it once: gunzip -k NAME"},
	{"fLaC", "a FLAC file", "ffmpeg -i NAME TABLE.wav"},
	{"OggS", "an Ogg file", "ffmpeg -i NAME TABLE.wav"},
	{"ID3", "an MP3 file", "ffmpeg -i NAME TABLE.wav"},
	{"FORM", "an AIFF file", "ffmpeg -i NAME TABLE.wav"},
	{"RIFX", "a WAV file of the other byte order", "ffmpeg -i NAME TABLE.wav"},
	{"\x00\x00\xfe\xff", "UTF-32 text", "save it as UTF-8: iconv -f UTF-32 -t UTF-8 NAME > TABLE.csv"},
	{"\xff\xfe\x00\x00", "UTF-32 text", "save it as UTF-8: iconv -f UTF-32 -t UTF-8 NAME > TABLE.csv"},
	{"\xd9\xd9\xf7", "CBOR, but not in Edge Impulse's format", `python3 -c "import cbor2, json; json.dump(cbor2.load(open('NAME', 'rb')), open('TABLE.json', 'w'))"`},
}

// markup are documents that may begin with spaces, a byte order mark and capitals.
var markup = []signature{
	{"<!doctype html", "a web page, not the recording: often the log-in page of a download", "download the file again, logged in"},
	{"<html", "a web page, not the recording: often the log-in page of a download", "download the file again, logged in"},
	{"<?xml", "XML", fmt.Sprintf(asCSV, "read_xml('NAME')")},
}

// refusal is the error of a file that is known not to be text; nil for text.
func refusal(name string, head []byte) error {
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.begin)) {
			return s.refuse(name)
		}
	}
	if s := inside(head); s != nil {
		return s.refuse(name)
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	for _, s := range markup {
		if len(text) >= len(s.begin) && bytes.EqualFold(text[:len(s.begin)], []byte(s.begin)) {
			return s.refuse(name)
		}
	}
	return nil
}

// inside tells what does not show in the first bytes alone.
func inside(head []byte) *signature {
	const tarMagic, tarAt = "ustar", 257
	switch {
	case bytes.HasPrefix(head, []byte(zipLocal)):
		return insideZip(head)
	case len(head) >= longestSignature && string(head[tarAt:longestSignature]) == tarMagic:
		return &signature{what: "a tar archive", command: "unpack it: tar xf NAME"}
	case bytes.Contains(bytes.ToLower(head[:min(len(head), shownOfText)]), []byte("@problemname")):
		return &signature{what: "a .ts file of sktime, with colons between channels and class",
			command: "sed '/^[@#]/d; s/:/,/g' NAME > TABLE.csv, and --layout windows:CHANNELS,channel-major,class-last"}
	case isEDF(head):
		return &signature{what: "an EDF file", command: `python3 -c "import mne; mne.io.read_raw_edf('NAME').to_data_frame().to_csv('TABLE.csv', index=False)"`}
	case len(head) > 11 && string(head[4:8]) == "ftyp":
		return &signature{what: "a video or sound in MP4", command: "ffmpeg -i NAME TABLE.wav"}
	case len(head) > 8 && string(head[4:8]) == "TFL3":
		return &signature{what: "a model for TensorFlow Lite", command: notData}
	case len(head) > 2 && head[0] == 0x80 && head[1] >= 2 && head[1] <= 5:
		return &signature{what: "a Python pickle", command: "if you trust where it is from: " + fmt.Sprintf(asCSV, "DataFrame(pandas.read_pickle('NAME'))")}
	}
	return nil
}

// shownOfText is where the key of a text format has to come.
const shownOfText = 4 << 10

// isEDF looks for the version of a European Data Format file, and for the points in the
// date and the time of its start: a table may begin with a zero and spaces, too.
func isEDF(head []byte) bool {
	const from = 168
	return len(head) > from+16 && string(head[:8]) == "0       " &&
		head[from+2] == '.' && head[from+5] == '.' && head[from+10] == '.' && head[from+13] == '.'
}

// insideZip tells archives by the members that they begin with.
func insideZip(head []byte) *signature {
	name := zipFirstName(head)
	switch {
	case name == "mimetype", bytes.Contains(head, []byte("opendocument.spreadsheet")):
		return &signature{what: "an OpenDocument spreadsheet", command: fmt.Sprintf(asCSV, "read_excel('NAME')")}
	case name == "[Content_Types].xml", strings.HasPrefix(name, "_rels/"), strings.HasPrefix(name, "xl/"), strings.HasPrefix(name, "docProps/"):
		return &signature{what: "an Excel workbook", command: fmt.Sprintf(asCSV, "read_excel('NAME')")}
	}
	switch {
	case name == "metadata" || name == "version":
		return &signature{what: "a session of sigrok", command: "sigrok-cli -i NAME -O csv -o TABLE.csv"}
	case name == "meta.json" || strings.HasPrefix(name, "digital-") || strings.HasPrefix(name, "analog_"):
		return &signature{what: "a capture of Saleae Logic", command: "export it in Logic 2: File, Export Raw Data, CSV"}
	}
	return &signature{what: "a ZIP archive", command: "unpack it: unzip NAME"}
}

// refuse is the error for a file of that name.
func (s *signature) refuse(name string) *Error {
	command := s.command
	command = strings.ReplaceAll(command, "NAME", quoteName(name))
	if _, beside, ok := strings.Cut(command, "TABLE"); ok {
		ending := beside[:strings.IndexAny(beside+" ", " ',;")]
		command = strings.ReplaceAll(command, "TABLE"+ending, besideName(name, ending))
	}
	return &Error{Problem: "is " + s.what, Remedy: command}
}

// quoteName shows a file's name in a command; one that a shell or Python would
// read otherwise is left to the user.
func quoteName(name string) string {
	for _, c := range name {
		if c <= ' ' || c > '~' || strings.ContainsRune("'\"\\$`!*?[](){}<>|&;#~", c) {
			return "FILE"
		}
	}
	if name == "" || name[0] == '-' {
		return "FILE"
	}
	return name
}

// besideName names a new file beside one.
func besideName(name, ending string) string {
	name = quoteName(name)
	return strings.TrimSuffix(name, filepath.Ext(name)) + "-table" + ending
}
