package device

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/mcu/firmware"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
)

var modes = []tinyol.Mode{tinyol.Frozen, tinyol.Unsupervised, tinyol.Supervised}

// prepared is a device of a board before its firmware starts.
func prepared(t *testing.T, p *tinyol.Program, name string) *Device {
	t.Helper()
	b := board(t, name)
	build, err := firmware.Load(b.Firmware)
	if err != nil {
		t.Fatal(err)
	}
	d, err := prepare(p, b, build)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func word(data []byte, i int) uint32 { return binary.LittleEndian.Uint32(data[4*i:]) }

// set writes a word of the image and makes the checksums fit.
func (d *Device) set(word int, v uint32) {
	binary.LittleEndian.PutUint32(d.data[4*word:], v)
	d.sign()
}

// sign makes the checksums fit what the image is.
func (d *Device) sign() {
	links := int(word(d.data, plan.HeaderWord("links_end")))
	if links <= len(d.data) {
		sum := crc32.ChecksumIEEE(d.data[4*plan.HeaderWord("links_end") : 4*plan.HeaderWord("here")])
		sum = crc32.Update(sum, crc32.IEEETable, d.data[links:])
		binary.LittleEndian.PutUint32(d.data[4*plan.HeaderWord("checksum"):], sum)
		signLinks(d.data)
	}
}

// The image has the bytes that the ledger charges, and its arena too.
func TestImageIsWhatIsCharged(t *testing.T) {
	for _, kind := range frontend.Kinds() {
		for _, mode := range modes {
			policy := tinyol.Policy{Threshold: 0.2}
			if kind == frontend.Demean {
				policy = policy.RunningThreshold(0.99, 0.1)
			}
			d := prepared(t, programOf(t, shape{mode: mode, kind: kind, policy: policy}), "nano33ble")
			flash := 0
			for _, r := range d.program.Regions() {
				if r.Flash {
					flash += r.Bytes
				}
			}
			if bytes := word(d.data, plan.HeaderWord("bytes")); len(d.data) != flash || bytes != uint32(flash) {
				t.Errorf("%s %s: an image of %d bytes (%d in its header), %d are charged", kind, mode, len(d.data), bytes, flash)
			}
			ram := d.build.Stack() + d.build.State() + d.image.ArenaBytes
			if ram != d.ledger.RAM() || word(d.data, plan.HeaderWord("arena_bytes")) != uint32(d.image.ArenaBytes) {
				t.Errorf("%s %s: %d bytes of RAM, %d are charged", kind, mode, ram, d.ledger.RAM())
			}
		}
	}
}

// Limits and labels that do not fit a word as they are.
func TestImageHeader(t *testing.T) {
	p := programOf(t, shape{mode: tinyol.Unsupervised, kind: frontend.Demean, loss: nn.BCE, policy: tinyol.Policy{
		Gate: tinyol.Labelled, Limit: 1 << 40, Normal: stream.NoLabel, Threshold: 0.25, Rise: 0.5, Fall: 0.125,
	}})
	d := prepared(t, p, "nano33ble")
	for name, want := range map[string]uint32{
		"channels": 3, "window": 16, "stride": 4, "width": 3, "ring": 48, "room": 0, "limit": math.MaxUint32,
		"threshold": math.Float32bits(0.25), "rise": math.Float32bits(0.5), "fall": math.Float32bits(-0.125),
		"learned_first": 0xFFFFFFFF, "learned_count": 1, "followed_first": 0xFFFFFFFF, "followed_count": 1, "open": 1,
		"here": d.build.ModelImage, "arena": d.build.Arena, "labels": 0,
	} {
		if got := word(d.data, plan.HeaderWord(name)); got != want {
			t.Errorf("%s is %#x, want %#x", name, got, want)
		}
	}
	// Its first weight, without the padding of the host's rows.
	l := p.Network.Layers[0]
	if got := math.Float32frombits(word(d.data, d.weights(t, 0)/4+l.Out)); got != l.Weight(1, 0) {
		t.Errorf("the second input's first weight is %g, want %g", got, l.Weight(1, 0))
	}
}

// weights is where those of a layer begin in the image.
func (d *Device) weights(t *testing.T, layer int) int {
	t.Helper()
	for v, at := range d.image.offset {
		if v.Rows > 0 && v.Flash() && &v.Values[0] == &d.program.Network.Layers[layer].Weights[0] {
			return at
		}
	}
	t.Fatalf("the image has no layer %d", layer)
	return 0
}

// The firmware answers what is wrong with an image.
func TestDamagedImages(t *testing.T) {
	header := plan.HeaderWord
	lists := len(plan.Header)
	set := func(word int, v uint32) func(*Device) {
		return func(d *Device) { d.set(word, v) }
	}
	for name, test := range map[string]struct {
		damage         func(*Device)
		status, detail uint32
	}{
		"magic":     {set(header("magic"), 1), plan.StatusBadMagic, 0},
		"version":   {set(header("version"), 9), plan.StatusBadVersion, 9},
		"size":      {set(header("bytes"), 1<<30), plan.StatusBadSize, 1 << 30},
		"dimension": {set(header("stride"), 0), plan.StatusBadDimension, uint32(header("stride"))},
		"offset":    {set(lists, 3), plan.StatusBadOffset, uint32(lists)},
		"place":     {set(header("here"), 0x1000), plan.StatusBadOffset, uint32(header("here"))},
		"call":      {set(plan.HeaderWords()+1, 0x1001), plan.StatusUnknownCall, uint32(plan.HeaderWords() + 1)},
		"arena":     {set(header("arena_bytes"), 1<<20), plan.StatusArenaTooSmall, 0},
		"checksum":  {func(d *Device) { d.data[len(d.data)-1] ^= 1 }, plan.StatusBadChecksum, 0},
	} {
		d := prepared(t, programOf(t, shape{mode: tinyol.Supervised, kind: frontend.Raw}), "bluepill")
		test.damage(d)
		if name == "arena" {
			test.detail = 1<<20 - uint32(d.board.RAMBytes-d.build.Stack()-d.build.State())
		}
		if name == "checksum" {
			test.detail = word(d.data, header("checksum")) ^ 0x77073096 // the CRC of a lowest bit in the last byte, IEEE 802.3
		}
		err := d.start()
		var status *StatusError
		if !errors.As(err, &status) || status.Status != test.status || status.Detail != test.detail {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, s := range plan.Statuses {
		if _, known := statusTexts[s.Value]; !known && s.Value > firstError {
			t.Errorf("status %s has no text", s.Name)
		}
	}
}

func TestCommandsOutOfPlace(t *testing.T) {
	d := prepared(t, programOf(t, shape{mode: tinyol.Frozen, kind: frontend.Raw}), "nano33ble")
	d.data[0] ^= 1
	if err := d.start(); err == nil {
		t.Fatal("the firmware accepts a damaged image")
	}
	var status *StatusError
	if _, err := d.Step(0); !errors.As(err, &status) || status.Status != plan.StatusNotInitialised {
		t.Errorf("%v", err)
	}
	if _, err := d.do(commandReset+1, 0); !errors.As(err, &status) || status.Status != plan.StatusUnknownCommand {
		t.Errorf("%v", err)
	}
}
