package format_test

import (
	"bufio"
	"io"
	"runtime"
	"strings"
	"testing"

	"tinyol-sim/internal/stream/format"
)

// wavFile is a WAV file: 12 bytes of head, 24 of format, 8 of the data's head.
func wavFile(tag, channels uint16, rate uint32, bits uint16, data []byte) []byte {
	return joined("RIFF", uint32(36+len(data)), "WAVE", wavFormat(tag, channels, rate, bits), "data", uint32(len(data)), data)
}

func wavFormat(tag, channels uint16, rate uint32, bits uint16) []byte {
	frame := channels * ((bits + 7) / 8)
	return joined("fmt ", uint32(16), tag, channels, rate, rate*uint32(frame), frame, bits)
}

func TestWAV(t *testing.T) {
	for name, c := range map[string]struct {
		file []byte
		text string
	}{
		// 8 bits are unsigned around 128: 0-128, 128-128, 255-128.
		"8 bits": {wavFile(1, 1, 100, 8, []byte{0, 128, 255}), "c1\n-128\n0\n127\n"},
		// 0x8000 is -2^15.
		"16 bits": {wavFile(1, 2, 100, 16, joined(int16(1), int16(-2), int16(32767), int16(-32768))), "c1,c2\n1,-2\n32767,-32768\n"},
		// 0xff8000 is -0x8000, 0x7fffff 2^23-1, 0x800000 -2^23.
		"24 bits": {wavFile(1, 1, 100, 24, []byte{0x00, 0x80, 0xff, 0xff, 0xff, 0x7f, 0, 0, 0x80}), "c1\n-32768\n8388607\n-8388608\n"},
		// Written in full, though a float32 has 24 bits: 2^31-1.
		"32 bits": {wavFile(1, 1, 100, 32, joined(int32(2147483647), int32(-16777217))), "c1\n2147483647\n-16777217\n"},
		// 0.1 as a float32 is 0x3dcccccd, and 0.1 its shortest decimal; a NaN is missing.
		"float 32":                     {wavFile(3, 2, 100, 32, joined(uint32(0x3dcccccd), uint32(0x7fc00000), uint32(0xff800000), bits32(-1.5))), "c1,c2\n0.1,\n-inf,-1.5\n"},
		"float 64":                     {wavFile(3, 1, 100, 64, joined(0.1, 1e300)), "c1\n0.1\n1e+300\n"},
		"a NaN alone is no empty line": {wavFile(3, 1, 100, 32, joined(uint32(0x7fc00000), bits32(2))), "c1\n\"\"\n2\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if table := want(t, c.file, c.text); table.Rate != 100 {
				t.Errorf("rate %g", table.Rate)
			}
		})
	}
}

func TestWAVExtensible(t *testing.T) {
	// 22 more bytes: the valid bits, the speakers, and a GUID that begins with the tag.
	guid := "\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71"
	head := joined("RIFF", uint32(0), "WAVE", "fmt ", uint32(40), uint16(0xfffe), uint16(1), uint32(8000), uint32(16000), uint16(2), uint16(16),
		uint16(22), uint16(12), uint32(4), uint16(1), guid, "fact", uint32(3), "abc\x00", "data", uint32(4))
	// 12 valid bits stand at the high end: the sample is the whole word.
	want(t, joined(head, int16(-16), int16(32752)), "c1\n-16\n32752\n")
}

// A writer that cannot go back leaves the sizes open; a file of more than 4 GiB keeps
// them elsewhere.
func TestWAVSizes(t *testing.T) {
	format := wavFormat(1, 1, 100, 16)
	samples := joined(int16(1), int16(2))
	for name, size := range map[string]uint32{"nothing": 0, "all ones": 0xffffffff, "sox": 0x7ffff000} {
		file := joined("RIFF", size, "WAVE", format, "data", size, samples, "\x07")
		t.Run(name, func(t *testing.T) { want(t, file, "c1\n1\n2\n") })
	}
	// What follows the samples is not taken for some.
	want(t, joined(wavFile(1, 1, 100, 16, samples), "LIST", uint32(4), "INFO"), "c1\n1\n2\n")
	want(t, joined("RIFF", uint32(36), "WAVE", format, "data", uint32(0), "LIST", uint32(4), "INFO"), "c1\n")
	long := joined("RF64", uint32(0xffffffff), "WAVE", "ds64", uint32(28), uint64(0), uint64(4), uint64(2), uint32(0), format,
		"data", uint32(0xffffffff), samples, "JUNK", uint32(0))
	want(t, long, "c1\n1\n2\n")
}

func TestBadWAV(t *testing.T) {
	const convert = "convert it: ffmpeg -i fan.dat -c:a pcm_s16le fan-table.wav"
	huge := joined("RIFF", uint32(0), "WAVE", "LIST", uint32(0xfffffffe), "x")
	for _, c := range []struct {
		file []byte
		text string
	}{
		{wavFile(7, 1, 8000, 8, []byte{1}), "is a WAV file in mu-law, not PCM or float; " + convert},
		{wavFile(1, 0, 8000, 8, nil), "is a WAV file with 0 channels in frames of 0 bytes; " + convert},
		{joined("RIFF", uint32(0), "WAVE", "data", uint32(2), int16(1)), "is a WAV file whose samples come before their format; " + convert},
		{joined("RIFF", uint32(0), "WAVE", "fmt ", uint32(4), uint32(1)), "is a WAV file whose format chunk is too short; " + convert},
		{joined("RIFF", uint32(0), "WAVE", "fmt ", uint32(0xffffffff), uint32(1)), "is a WAV file that ends before its samples; copy it again"},
		{huge, "is a WAV file that ends before its samples; copy it again"},
	} {
		wantError(t, c.file, c.text)
	}
	cut := wavFile(1, 1, 100, 16, joined(int16(5), int16(6)))
	before := wantError(t, cut[:len(cut)-1], "row 2: the WAV file ends here, before its time; copy it again, or pass --skip-bad-rows to keep the rows before")
	if before != "c1\n5\n" {
		t.Errorf("before it %q", before)
	}
}

// zeros gives n bytes of nothing.
type zeros struct{ n int64 }

func (z *zeros) Read(p []byte) (int, error) {
	if z.n == 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), z.n)
	clear(p[:n])
	z.n -= n
	return int(n), nil
}

// A recording of 200 MB takes no more memory than a short one, and no allocation a row.
func TestMemoryOfWAV(t *testing.T) {
	const size = 200 << 20
	head := joined("RIFF", uint32(0), "WAVE", wavFormat(1, 4, 16000, 16), "data", uint32(size))
	src := io.MultiReader(strings.NewReader(string(head)), &zeros{size})
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	table, _, err := format.Open("fan.wav", bufio.NewReaderSize(src, format.HeadBytes), nil)
	if err != nil {
		t.Fatal(err)
	}
	n, err := io.Copy(io.Discard, table.Text)
	runtime.ReadMemStats(&after)
	// 8 bytes a frame, 8 characters a line (0,0,0,0 and its end), 12 of the header.
	if want := int64(size/8*8 + 12); err != nil || n != want {
		t.Errorf("%d bytes of text and %v, want %d", n, err, want)
	}
	if total := after.TotalAlloc - before.TotalAlloc; total > 1<<20 {
		t.Errorf("took %d bytes of memory in all", total)
	}
	if count := after.Mallocs - before.Mallocs; count > 1000 {
		t.Errorf("%d allocations", count)
	}
}
