package device

import (
	"encoding/binary"
	"errors"
	"math"
	"testing"

	"tinyol-sim/internal/mcu/firmware"
	"tinyol-sim/internal/nn"
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

func word(image *Image, i int) uint32 { return binary.LittleEndian.Uint32(image.Data[4*i:]) }

// The image has the bytes that the ledger charges, and its arena too.
func TestImageIsWhatIsCharged(t *testing.T) {
	for _, kind := range stream.Kinds() {
		for _, mode := range modes {
			policy := tinyol.Policy{Threshold: 0.2}
			if kind == stream.Demean {
				policy = policy.RunningThreshold(0.99, 0.1)
			}
			d := prepared(t, programOf(t, shape{mode: mode, kind: kind, policy: policy}), "nano33ble")
			flash := 0
			for _, r := range d.program.Regions() {
				if r.Flash {
					flash += r.Bytes
				}
			}
			if len(d.image.Data) != flash || word(d.image, wordBytes) != uint32(flash) {
				t.Errorf("%s %s: an image of %d bytes (%d in its header), %d are charged", kind, mode, len(d.image.Data), word(d.image, wordBytes), flash)
			}
			ram := d.build.Stack() + d.build.State() + d.image.ArenaBytes
			if ram != d.ledger.RAM() || word(d.image, wordArenaBytes) != uint32(d.image.ArenaBytes) {
				t.Errorf("%s %s: %d bytes of RAM, %d are charged", kind, mode, ram, d.ledger.RAM())
			}
		}
	}
}

// Limits and labels that do not fit a word as they are.
func TestImageHeader(t *testing.T) {
	p := programOf(t, shape{mode: tinyol.Unsupervised, kind: stream.Demean, loss: nn.BCE, policy: tinyol.Policy{
		Gate: tinyol.Labelled, Limit: 1 << 40, Normal: stream.NoLabel, Threshold: 0.25, Rise: 0.5, Fall: 0.125,
	}})
	image := prepared(t, p, "nano33ble").image
	for i, want := range map[int]uint32{
		wordMode: 1, wordFrontEnd: 1, wordChannels: 3, wordWindow: 16, wordStride: 4, wordFeatures: 48,
		wordLayers: 4, wordEmbedding: 1, wordLoss: 1, wordGate: 1, wordLimit: math.MaxUint32,
		wordThreshold: math.Float32bits(0.25), wordNormal: 0xFFFFFFFF, wordLearningRate: math.Float32bits(0.05),
		wordMaxClasses: 0, wordRise: math.Float32bits(0.5), wordFall: math.Float32bits(-0.125), wordRegions + 2: absent, wordRegions + 6: absent,
	} {
		if got := word(image, i); got != want {
			t.Errorf("word %d is %#x, want %#x", i, got, want)
		}
	}
	// Its first weight, without the padding of the host's rows.
	l := p.Network.Layers[0]
	at := int(word(image, headerWords+3)) / 4
	if got := math.Float32frombits(word(image, at+l.Out)); got != l.Weight(1, 0) {
		t.Errorf("the second input's first weight is %g, want %g", got, l.Weight(1, 0))
	}
}

// The firmware answers what is wrong with an image, and both lists of statuses
// agree.
func TestDamagedImages(t *testing.T) {
	set := func(i int, v uint32) func(*Image) {
		return func(image *Image) {
			binary.LittleEndian.PutUint32(image.Data[4*i:], v)
			image.sign()
		}
	}
	for name, test := range map[string]struct {
		damage         func(*Image)
		status, detail uint32
	}{
		"magic":     {set(wordMagic, 1), statusBadMagic, 0},
		"version":   {set(wordVersion, 9), statusBadVersion, 9},
		"size":      {set(wordBytes, 1<<30), statusBadSize, 1 << 30},
		"dimension": {set(wordStride, 0), statusBadDimension, wordStride},
		"offset":    {set(headerWords+3, 3), statusBadOffset, headerWords + 3},
		"arena":     {set(wordArenaBytes, 1<<20), statusArenaTooSmall, 0},
		"checksum":  {func(image *Image) { image.Data[len(image.Data)-1] ^= 1 }, statusBadChecksum, 0},
	} {
		d := prepared(t, programOf(t, shape{mode: tinyol.Supervised, kind: stream.Raw}), "bluepill")
		test.damage(d.image)
		if name == "arena" {
			test.detail = 1<<20 - uint32(d.board.RAMBytes-d.build.Stack()-d.build.State())
		}
		if name == "checksum" {
			test.detail = word(d.image, wordChecksum) ^ 0x77073096 // the CRC of a lowest bit in the last byte, IEEE 802.3
		}
		err := d.start()
		var status *StatusError
		if !errors.As(err, &status) || status.Status != test.status || status.Detail != test.detail {
			t.Errorf("%s: %v", name, err)
		}
		if _, known := statusTexts[test.status]; !known {
			t.Errorf("%s: status %#x has no text", name, test.status)
		}
	}
}

func TestCommandsOutOfPlace(t *testing.T) {
	d := prepared(t, programOf(t, shape{mode: tinyol.Frozen, kind: stream.Raw}), "nano33ble")
	d.image.Data[0] ^= 1
	if err := d.start(); err == nil {
		t.Fatal("the firmware accepts a damaged image")
	}
	var status *StatusError
	if _, err := d.Step(0); !errors.As(err, &status) || status.Status != statusNotInitialised {
		t.Errorf("%v", err)
	}
	if _, err := d.do(commandReset+1, 0); !errors.As(err, &status) || status.Status != statusUnknownCommand {
		t.Errorf("%v", err)
	}
}
