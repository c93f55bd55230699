package firmware_test

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
)

// Words of the image, as in src/image.h.
const (
	wordMagic        = 0
	wordVersion      = 1
	wordBytes        = 2
	wordChecksum     = 3
	wordMode         = 4
	wordFrontEnd     = 5
	wordChannels     = 6
	wordWindow       = 7
	wordStride       = 8
	wordFeatures     = 9
	wordLayers       = 10
	wordEmbedding    = 11
	wordLoss         = 12
	wordGate         = 13
	wordLearningRate = 17
	wordClasses      = 18
	wordConstants    = 32
	wordRise         = 33
	wordFall         = 34
	wordLayer        = 36
)

// sign makes an image's size and checksum fit what it is.
func sign(image []byte) {
	if len(image) >= 4*wordMode {
		binary.LittleEndian.PutUint32(image[4*wordBytes:], uint32(len(image)))
		binary.LittleEndian.PutUint32(image[4*wordChecksum:], crc32.ChecksumIEEE(image[4*wordMode:]))
	}
}

const testArena = 1 << 16

// initialise loads an image with its size and checksum as they are.
func (h *host) initialise(image []byte) reply {
	h.t.Helper()
	h.load(image, testArena)
	return h.command(commandInit, 0)
}

// Whatever was not meant to be is refused with its name, also where the
// checksum fits.
func TestDamagedImagesAreRefused(t *testing.T) {
	h := start(t, compileHost(t, sanitized...))
	unsupervised := modelImage(t, randomProgram(t, stream.Raw, tinyol.Unsupervised, nn.MSE, 16, 2, 4))
	supervised := modelImage(t, randomProgram(t, stream.Demean, tinyol.Supervised, nn.MSE, 16, 2, 4))
	spectrum := modelImage(t, randomProgram(t, stream.Spectrum, tinyol.Frozen, nn.MSE, 16, 2, 4))
	const negative = 0xBF800000
	nan := math.Float32bits(float32(math.NaN()))
	for _, c := range []struct {
		image  []byte
		word   int
		value  uint32
		status uint32
	}{
		{unsupervised, wordMagic, 0x4C4F5955, statusBadMagic},
		{unsupervised, wordVersion, 1, statusBadVersion},
		{unsupervised, wordMode, 3, statusBadDimension},
		{unsupervised, wordFrontEnd, 3, statusBadDimension},
		{unsupervised, wordChannels, 0, statusBadDimension},
		{unsupervised, wordChannels, 1025, statusBadDimension},
		{unsupervised, wordChannels, 900, statusBadOffset}, // more constants than there are
		{unsupervised, wordWindow, 0, statusBadDimension},
		{unsupervised, wordWindow, 0xFFFFFFFF, statusBadDimension},
		{unsupervised, wordStride, 0, statusBadDimension},
		{unsupervised, wordFeatures, 17, statusBadDimension},
		{unsupervised, wordLayers, 0, statusBadDimension},
		{unsupervised, wordLayers, 0x10000001, statusBadDimension},
		{unsupervised, wordEmbedding, 4, statusBadDimension},
		{unsupervised, wordLoss, 3, statusBadDimension},
		{unsupervised, wordGate, 3, statusBadDimension},
		{unsupervised, wordLearningRate, 0, statusBadDimension},
		{unsupervised, wordLearningRate, negative, statusBadDimension},
		{unsupervised, wordLearningRate, nan, statusBadDimension},
		{unsupervised, wordRise, negative, statusBadDimension},
		{unsupervised, wordFall, nan, statusBadDimension},
		{unsupervised, wordRise, math.Float32bits(0.1), statusBadOffset}, // a running threshold without its word of RAM
		{unsupervised, wordConstants, 2, statusBadOffset},
		{unsupervised, wordConstants, 0xFFFFFFFC, statusBadOffset},
		{unsupervised, wordArenaBytes, testArena + 4, statusArenaTooSmall},
		{unsupervised, wordArenaBytes, 64, statusBadOffset},
		{unsupervised, wordRegions + regionOnlineLayer, 2, statusBadOffset},
		{unsupervised, wordRegions + regionOnlineLayer, 0xFFFFFFFC, statusBadOffset},
		{unsupervised, wordRegions + regionActivations, word(unsupervised, wordRegions+regionOnlineLayer), statusBadOffset},
		{unsupervised, wordLayer, 17, statusBadDimension},
		{unsupervised, wordLayer + 1, 0, statusBadDimension},
		{unsupervised, wordLayer + 1, 0x40000000, statusBadDimension},
		{unsupervised, wordLayer + 2, 4, statusBadDimension},
		{unsupervised, wordLayer + 3, 0, statusBadOffset},
		{unsupervised, wordLayer + 3, uint32(len(unsupervised)) - 4, statusBadOffset},
		{unsupervised, wordLayer + 4*3 + 1, 15, statusBadDimension},
		{unsupervised, wordLayer + 4*3 + 3, uint32(len(unsupervised)) - 4*15*7, statusBadOffset},
		{unsupervised, wordLayer + 4*3 + 2, 1, statusBadDimension}, // no sigmoid at the end
		{supervised, wordClasses, 1, statusBadDimension},
		{supervised, wordClasses, 0x7FFFFFFF, statusBadDimension},
		{supervised, wordClasses, 1 << 16, statusBadOffset},
		{supervised, wordRegions + regionStatistics, 0xFFFFFFFF, statusBadOffset},
		{spectrum, wordWindow, 12, statusBadDimension},
		{spectrum, wordWindow, 2, statusBadDimension},
	} {
		image := slices.Clone(c.image)
		binary.LittleEndian.PutUint32(image[4*c.word:], c.value)
		sign(image)
		if r := h.initialise(image); r.Status != c.status {
			t.Errorf("word %d as %#x: status %#x, want %#x", c.word, c.value, r.Status, c.status)
		}
		if r := h.command(commandStep, 0); r.Status != statusNotInitialised {
			t.Errorf("word %d: a step without an image: status %#x", c.word, r.Status)
		}
	}
}

// Every truncation and every single flipped bit.
func TestNoDamagePasses(t *testing.T) {
	h := start(t, compileHost(t, sanitized...))
	image := modelImage(t, randomProgram(t, stream.Raw, tinyol.Supervised, nn.MSE, 4, 2, 4))
	if r := h.initialise(image); r.Status != statusOK {
		t.Fatalf("status %#x", r.Status)
	}
	for n := range len(image) {
		if r := h.initialise(image[:n]); r.Status < statusBadMagic {
			t.Errorf("the first %d bytes of %d pass", n, len(image))
		}
	}
	for bit := range 8 * len(image) {
		damaged := slices.Clone(image)
		damaged[bit/8] ^= 1 << (bit % 8)
		if r := h.initialise(damaged); r.Status < statusBadMagic {
			t.Errorf("bit %d flipped passes", bit)
		}
	}
}

func TestUnknownCommands(t *testing.T) {
	h := start(t, compileHost(t, sanitized...))
	for _, c := range []uint32{0, 5, 0xFFFFFFFF} {
		if r := h.command(c, 0); r.Status != statusUnknownCommand || r.Detail != c {
			t.Errorf("command %d: status %#x, detail %d", c, r.Status, r.Detail)
		}
	}
}

// FuzzImage runs any bytes as an image whose size and checksum fit: it is
// refused, or it runs inside its memories.
func FuzzImage(f *testing.F) {
	path := compileHost(f, sanitized...)
	for _, kind := range stream.Kinds() {
		for _, mode := range []tinyol.Mode{tinyol.Frozen, tinyol.Unsupervised, tinyol.Supervised} {
			f.Add(modelImage(f, randomProgram(f, kind, mode, nn.MSE, 4, 2, 4)))
		}
	}
	var h *host
	f.Fuzz(func(t *testing.T, image []byte) {
		defer func() {
			if v := recover(); v != nil {
				h = nil
				t.Fatal(v)
			}
		}()
		if h == nil {
			h = launch(panics{t}, path)
		}
		h.t = panics{t}
		h.try(image)
	})
}

// try runs an image as it is but for magic, version, size and checksum, which
// are made to fit; whether it was accepted.
func (h *host) try(image []byte) bool {
	if len(image) >= 4*wordMode {
		binary.LittleEndian.PutUint32(image[4*wordMagic:], 0x4C4F5954)
		binary.LittleEndian.PutUint32(image[4*wordVersion:], 2)
	}
	sign(image)
	if r := h.initialise(image); r.Status != statusOK {
		return false
	}
	channels := int(word(image, wordChannels))
	for i := range 40 {
		row := make([]float32, channels)
		row[i%channels] = float32(i)
		if r := h.row(row); r.Status == statusDue {
			h.command(commandStep, int32(i%7-2))
		}
	}
	return true
}

// Words of good images set to values that are nearly right: some pass, and then
// run inside their memories.
func TestMutatedImagesStayInside(t *testing.T) {
	h := start(t, compileHost(t, sanitized...))
	rng := rand.New(rand.NewPCG(9, 9))
	var seeds [][]byte
	for _, kind := range stream.Kinds() {
		for _, mode := range []tinyol.Mode{tinyol.Frozen, tinyol.Unsupervised, tinyol.Supervised} {
			seeds = append(seeds, modelImage(t, randomProgram(t, kind, mode, nn.MSE, 4, 2, 4)))
		}
	}
	passed := 0
	const rounds = 6000
	for range rounds {
		image := slices.Clone(seeds[rng.IntN(len(seeds))])
		for range 1 + rng.IntN(3) {
			at := 4 * (wordMode + rng.IntN(wordLayer+4*2-wordMode))
			w := binary.LittleEndian.Uint32(image[at:])
			switch rng.IntN(4) {
			case 0:
				w += 4 * uint32(rng.IntN(9)-4)
			case 1:
				w += uint32(rng.IntN(5) - 2)
			case 2:
				w = uint32(rng.IntN(64))
			default:
				w = rng.Uint32() >> rng.IntN(32)
			}
			binary.LittleEndian.PutUint32(image[at:], w)
		}
		if h.try(image) {
			passed++
		}
	}
	if passed < rounds/50 {
		t.Errorf("%d images of %d pass: the mutations are too coarse to test what runs", passed, rounds)
	}
}

// panics turns the end of the firmware's process into a panic, which the fuzz
// target catches to start another one.
type panics struct{ testing.TB }

func (panics) Helper() {}

func (panics) Fatalf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }
