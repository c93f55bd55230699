package format_test

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"tinyol-sim/internal/stream/format"
)

func TestRefused(t *testing.T) {
	const csv = `fan.dat').to_csv('fan-table.csv', index=False)"`
	xlsx := zipOf(t, "[Content_Types].xml", "<Types/>")
	ods := zipOf(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet")
	for _, c := range []struct{ head, text string }{
		{"MATLAB 5.0 MAT-file, Platform: PCWIN", `is a MATLAB file; python3 -c "import numpy, scipy.io; numpy.savez('fan-table.npz', **{k: numpy.ascontiguousarray(v) for k, v in scipy.io.loadmat('fan.dat').items() if k[0] != '_'})"`},
		{"MATLAB 7.3 MAT-file", `is a MATLAB 7.3 file; python3 -c "import numpy, h5py; f = h5py.File('fan.dat'); numpy.savez('fan-table.npz', **{k: numpy.ascontiguousarray(f[k][()].T) for k in f if hasattr(f[k], 'shape')})"`},
		{"\x89HDF\r\n\x1a\n", `is an HDF5 file; python3 -c "import numpy, h5py; f = h5py.File('fan.dat'); numpy.savez('fan-table.npz', **{k: f[k][()] for k in f if hasattr(f[k], 'shape')})"`},
		{"TDSm\x0e", `is a LabVIEW TDMS file; python3 -c "import nptdms; nptdms.TdmsFile.read('fan.dat').as_dataframe().to_csv('fan-table.csv', index=False)"`},
		{"#ROSBAG V2.0\n", "is a ROS 1 bag; rostopic echo -p -b fan.dat /TOPIC > fan-table.csv"},
		{"SQLite format 3\x00", "is an SQLite database, as ROS 2 bags are; ros2 topic echo --csv /TOPIC > fan-table.csv, while ros2 bag play fan.dat runs; of another database: sqlite3 -csv -header fan.dat 'SELECT * FROM ...' > fan-table.csv"},
		{"\x89MCAP0\r\n", "is an MCAP file; ros2 topic echo --csv /TOPIC > fan-table.csv, while ros2 bag play fan.dat runs"},
		{"version https://git-lfs.github.com/spec/v1\n", "is a Git LFS pointer, not the data; git lfs pull"},
		{"ARROW1\x00\x00", `is an Arrow or Feather file; python3 -c "import pandas; pandas.read_feather('` + csv},
		{"\x80\x04\x95", `is a Python pickle; if you trust where it is from: python3 -c "import pandas; pandas.DataFrame(pandas.read_pickle('fan.dat')).to_csv('fan-table.csv', index=False)"`},
		{xlsx, `is an Excel workbook; python3 -c "import pandas; pandas.read_excel('` + csv},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", `is an old Excel workbook; python3 -c "import pandas; pandas.read_excel('` + csv},
		{ods, `is an OpenDocument spreadsheet; python3 -c "import pandas; pandas.read_excel('` + csv},
		{zipOf(t, "a.csv", "1"), "is a ZIP archive; unpack it: unzip fan.dat"},
		{"%PDF-1.7", "is a PDF document; get the data it was made from"},
		{"\xef\xbb\xbf\r\n <!DOCTYPE HTML>", "is a web page, not the recording: often the log-in page of a download; download the file again, logged in"},
		{"<?xml version=", `is XML; python3 -c "import pandas; pandas.read_xml('` + csv},
		{"BZh91AY", "is compressed with bzip2; unpack it: bunzip2 -k fan.dat"},
		{"\xfd7zXZ\x00", "is compressed with xz; unpack it: xz -dk fan.dat"},
		{"\x28\xb5\x2f\xfd", "is compressed with zstd; unpack it: zstd -d fan.dat"},
		{"7z\xbc\xaf\x27\x1c", "is a 7z archive; unpack it: 7z x fan.dat"},
		{"Rar!\x1a\x07\x01", "is a RAR archive; unpack it: unrar x fan.dat"},
		{"\x1f\x8b\x08", "is compressed with gzip twice; unpack it once: gunzip -k fan.dat"},
		{strings.Repeat("a", 257) + "ustar\x00", "is a tar archive; unpack it: tar xf fan.dat"},
		{"# about it\n@problemName X\n@data\n1,2:1\n", "is a .ts file of sktime, with colons between channels and class; sed '/^[@#]/d; s/:/,/g' fan.dat > fan-table.csv, and --layout windows:CHANNELS,channel-major,class-last"},
		{zipOf(t, "mimetype", "x"), `is an OpenDocument spreadsheet; python3 -c "import pandas; pandas.read_excel('` + csv},
		{"fLaC", "is a FLAC file; ffmpeg -i fan.dat fan-table.wav"},
		{"\x89PNG\r\n\x1a\n", "is a picture; name the recording itself"},
		{"\xff\xd8\xff\xe0", "is a picture; name the recording itself"},
		{"\x7fELF\x01", "is a program; name the recording itself"},
		{"\x1c\x00\x00\x00TFL3\x00", "is a model for TensorFlow Lite; name the recording itself"},
		{"\x00\x00\x00\x20ftypisom", "is a video or sound in MP4; ffmpeg -i fan.dat fan-table.wav"},
		{"\xd4\xc3\xb2\xa1\x02\x00", "is a capture of network packets; tshark -r fan.dat -T fields -E header=y -E separator=, -e frame.time_epoch -e FIELD > fan-table.csv"},
		{"$date today $end\n", "is a value change dump of a logic analyser; sigrok-cli -I vcd -i fan.dat -O csv -o fan-table.csv"},
		{fmt.Sprintf("%-168s%s%s%-44d", "0       X", "03.05.24", "12.00.00", 512), `is an EDF file; python3 -c "import mne; mne.io.read_raw_edf('fan.dat').to_data_frame().to_csv('fan-table.csv', index=False)"`},
		{zipOf(t, "metadata", "[global]"), "is a session of sigrok; sigrok-cli -i fan.dat -O csv -o fan-table.csv"},
		{zipOf(t, "digital-0.bin", "x"), "is a capture of Saleae Logic; export it in Logic 2: File, Export Raw Data, CSV"},
	} {
		wantError(t, []byte(c.head), c.text)
	}
}

func zipOf(t *testing.T, name, text string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateHeader(&zip.FileHeader{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	w.Write([]byte(text))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A command names the file where a shell and Python read the name as it is, and never
// writes over it.
func TestNamesInCommands(t *testing.T) {
	for name, want := range map[string]string{
		"data/fan-1.flac": "ffmpeg -i data/fan-1.flac data/fan-1-table.wav",
		"fan 1.flac":      "ffmpeg -i FILE FILE-table.wav",
		"it's.flac":       "ffmpeg -i FILE FILE-table.wav",
		"-rf.flac":        "ffmpeg -i FILE FILE-table.wav",
		"standard input":  "ffmpeg -i FILE FILE-table.wav",
	} {
		_, _, err := format.Open(name, bufio.NewReader(strings.NewReader("fLaC")), nil)
		if err == nil || err.Error() != "is a FLAC file; "+want {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Text is left as it is.
func TestTextIsNotConsumed(t *testing.T) {
	for _, text := range []string{"t,ax\n0,1\n", "", "\n", "<1,2>\n", "# a comment\n1,2\n", "% Octave\n1 2\n", "RIFF,x\n1,2\n", "version,x\n1,2\n", "ID,x\n1,2\n", "\x80uro,x\n"} {
		src := bufio.NewReader(strings.NewReader(text))
		table, found, err := format.Open("a.csv", src, nil)
		if table != nil || found || err != nil {
			t.Errorf("%q: %v, %v", text, found, err)
		}
		if rest, _ := src.Peek(len(text)); string(rest) != text {
			t.Errorf("%q is left of %q", rest, text)
		}
	}
}
