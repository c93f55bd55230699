package firmware_test

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/plan"
	"tinyol-sim/internal/tinyol"
)

// sign makes an image's size and checksums fit what it is.
func sign(image []byte) {
	if len(image) < 4*plan.HeaderWords() {
		return
	}
	put(image, plan.HeaderWord("bytes"), uint32(len(image)))
	links := headerWord(image, "links_end")
	from, to := 4*plan.HeaderWord("links_end"), 4*plan.HeaderWord("here")
	if int64(links) > int64(len(image)) || int(links) < to {
		return
	}
	put(image, plan.HeaderWord("checksum"), crc32.Update(crc32.ChecksumIEEE(image[from:to]), crc32.IEEETable, image[links:]))
	put(image, plan.HeaderWord("links_checksum"), crc32.ChecksumIEEE(image[to:links]))
}

func put(image []byte, word int, v uint32) { binary.LittleEndian.PutUint32(image[4*word:], v) }

const testArena = 1 << 16

// initialise loads an image with its size and checksum as they are.
func (h *host) initialise(image []byte) reply {
	h.t.Helper()
	h.load(image, testArena)
	return h.command(commandInit, 0)
}

// link is the word of an operation in a list, with the number of its call behind.
func link(image []byte, list plan.List, operation int) int {
	first := word(image, len(plan.Header)+2*int(list))
	return int(first-imageAddress)/4 + 2*operation
}

// argument is the word of an operation's argument.
func argument(image []byte, list plan.List, operation, number int) int {
	return int(word(image, link(image, list, operation))-imageAddress)/4 + number
}

// Whatever was not meant to be is refused with its name, also where the
// checksum fits.
func TestDamagedImagesAreRefused(t *testing.T) {
	h := start(t, compileHost(t, sanitized...))
	unsupervised := modelImage(t, randomProgram(t, frontend.Raw, tinyol.Unsupervised, nn.MSE, 16, 2, 4))
	supervised := modelImage(t, randomProgram(t, frontend.Demean, tinyol.Supervised, nn.MSE, 16, 2, 4))
	spectrum := modelImage(t, randomProgram(t, frontend.Spectrum, tinyol.Frozen, nn.MSE, 16, 2, 4))
	const negative = 0xBF800000
	nan := math.Float32bits(float32(math.NaN()))
	header := plan.HeaderWord
	base, predict, update := plan.Of(plan.Base), plan.Of(plan.Predict), plan.Of(plan.Update)
	frontEnd, ingest := plan.Of(plan.FrontEnd), plan.Of(plan.Ingest)
	end := imageAddress + headerWord(unsupervised, "links_end")
	arena := arenaAddress + headerWord(unsupervised, "arena_bytes")
	input := word(unsupervised, argument(unsupervised, base, 0, 1))
	for _, c := range []struct {
		what   string
		image  []byte
		word   int
		value  uint32
		status uint32
	}{
		{"magic", unsupervised, header("magic"), 0x4C4F5955, plan.StatusBadMagic},
		{"version", unsupervised, header("version"), 2, plan.StatusBadVersion},
		{"end of the links", unsupervised, header("links_end"), 8, plan.StatusBadOffset},
		{"end of the links", unsupervised, header("links_end"), 0xFFFFFFFC, plan.StatusBadOffset},
		{"no channels", unsupervised, header("channels"), 0, plan.StatusBadDimension},
		{"more channels than a row", unsupervised, header("channels"), 1025, plan.StatusBadDimension},
		{"fewer channels than are read", unsupervised, header("channels"), 1, plan.StatusBadOffset},
		{"no window", unsupervised, header("window"), 0, plan.StatusBadDimension},
		{"a huge window", unsupervised, header("window"), 0xFFFFFFFF, plan.StatusBadDimension},
		{"another window", unsupervised, header("window"), 17, plan.StatusBadDimension},
		{"no stride", unsupervised, header("stride"), 0, plan.StatusBadDimension},
		{"no width", unsupervised, header("width"), 0, plan.StatusBadDimension},
		{"another width", unsupervised, header("width"), 2, plan.StatusBadDimension},
		{"another ring", unsupervised, header("ring"), 15, plan.StatusBadDimension},
		{"no gate", unsupervised, header("open"), 2, plan.StatusBadDimension},
		{"a threshold that rises downwards", unsupervised, header("rise"), negative, plan.StatusBadDimension},
		{"a threshold that falls to nothing", unsupervised, header("fall"), nan, plan.StatusBadDimension},
		{"a running threshold without its word", unsupervised, header("rise"), math.Float32bits(0.1), plan.StatusBadDimension},
		{"a running threshold nowhere", unsupervised, header("moving"), 4, plan.StatusBadDimension},
		{"more arena than there is", unsupervised, header("arena_bytes"), testArena + 4, plan.StatusArenaTooSmall},
		{"less arena than is used", unsupervised, header("arena_bytes"), 64, plan.StatusBadOffset},
		{"another place in flash", unsupervised, header("here"), imageAddress + 4, plan.StatusBadOffset},
		{"another place in RAM", unsupervised, header("arena"), arenaAddress + 8, plan.StatusBadOffset},
		{"a decider behind the arena", unsupervised, header("decider"), arena, plan.StatusBadOffset},
		{"a score behind the arena", unsupervised, header("score"), arena, plan.StatusBadOffset},
		{"a list that ends before it begins", unsupervised, len(plan.Header) + 2*int(base) + 1, imageAddress, plan.StatusBadOffset},
		{"a list that ends amid a link", unsupervised, len(plan.Header) + 2*int(base) + 1, word(unsupervised, len(plan.Header)+2*int(base)+1) - 4, plan.StatusBadOffset},
		{"a list behind the links", unsupervised, len(plan.Header) + 2*int(base) + 1, end + 8, plan.StatusBadOffset},
		{"a call that there is not", unsupervised, link(unsupervised, base, 0) + 1, firstCall + 2, plan.StatusUnknownCall},
		{"arguments behind the links", unsupervised, link(unsupervised, base, 0), end - 4, plan.StatusBadOffset},
		{"arguments nowhere", unsupervised, link(unsupervised, base, 0), 8, plan.StatusBadOffset},
		{"outputs over the input", unsupervised, argument(unsupervised, base, 0, 0), input, plan.StatusBadOffset},
		{"outputs in flash", unsupervised, argument(unsupervised, base, 0, 0), end, plan.StatusBadOffset},
		{"outputs behind the arena", unsupervised, argument(unsupervised, base, 0, 0), arena - 4, plan.StatusBadOffset},
		{"inputs behind the arena", unsupervised, argument(unsupervised, base, 0, 1), arena - 4, plan.StatusBadOffset},
		{"an odd address", unsupervised, argument(unsupervised, base, 0, 1), input + 2, plan.StatusBadOffset},
		{"weights among the links", unsupervised, argument(unsupervised, base, 0, 2), end - 4, plan.StatusBadOffset},
		{"weights behind the image", unsupervised, argument(unsupervised, base, 0, 2), imageAddress + uint32(len(unsupervised)) - 4, plan.StatusBadOffset},
		{"no weights", unsupervised, argument(unsupervised, base, 0, 2), 0, plan.StatusBadOffset},
		{"no inputs", unsupervised, argument(unsupervised, base, 0, 4), 0, plan.StatusBadDimension},
		{"more inputs", unsupervised, argument(unsupervised, base, 0, 4), 1 << 19, plan.StatusBadOffset},
		{"far too many outputs", unsupervised, argument(unsupervised, base, 0, 5), 0x40000000, plan.StatusBadDimension},
		{"rows closer than they are long", unsupervised, argument(unsupervised, base, 0, 6), 12, plan.StatusBadDimension},
		{"a gradient over its output", unsupervised, argument(unsupervised, update, 0, 0), word(unsupervised, argument(unsupervised, update, 0, 1)), plan.StatusBadOffset},
		{"a window that is not the ring", unsupervised, argument(unsupervised, frontEnd, 0, 3), 15, plan.StatusBadDimension},
		{"a place that is not the ring's", unsupervised, argument(unsupervised, frontEnd, 0, 2), 15, plan.StatusBadDimension},
		{"bounds that do not repeat", supervised, argument(supervised, frontEnd, 2, 4), 3, plan.StatusBadDimension},
		{"a ring behind the arena", unsupervised, argument(unsupervised, ingest, 0, 0), arena - 4, plan.StatusBadOffset},
		{"more values than the ring keeps", supervised, argument(supervised, ingest, 0, 2), 3, plan.StatusBadOffset},
		{"a row from elsewhere", supervised, argument(supervised, ingest, 0, 1), arenaAddress, plan.StatusBadOffset},
		{"no operation for a row", supervised, len(plan.Header) + 1, word(supervised, len(plan.Header)), plan.StatusBadOffset},
		{"room for another layer", supervised, header("room"), 7, plan.StatusBadDimension},
		{"room for far too many", supervised, header("room"), 0x7FFFFFFF, plan.StatusBadDimension},
		{"labels behind the arena", supervised, header("labels"), arenaAddress + headerWord(supervised, "arena_bytes") - 4, plan.StatusBadOffset},
		{"more neurons than there is room for", supervised, argument(supervised, predict, 0, 5), 6, plan.StatusBadDimension},
		{"a transform of no power of two", spectrum, argument(spectrum, frontEnd, 3, 2), 12, plan.StatusBadDimension},
		{"a transform that is too short", spectrum, argument(spectrum, frontEnd, 3, 2), 2, plan.StatusBadDimension},
		{"an odd number of bins", spectrum, argument(spectrum, frontEnd, 4, 2), 7, plan.StatusBadDimension},
	} {
		image := slices.Clone(c.image)
		put(image, c.word, c.value)
		sign(image)
		if r := h.initialise(image); r.Status != c.status {
			t.Errorf("%s: word %d as %#x: status %#x with %d, want %#x", c.what, c.word, c.value, r.Status, r.Detail, c.status)
		}
		if r := h.command(commandStep, 0); r.Status != plan.StatusNotInitialised {
			t.Errorf("%s: a step without an image: status %#x", c.what, r.Status)
		}
	}
}

// Every truncation and every single flipped bit.
func TestNoDamagePasses(t *testing.T) {
	h := start(t, compileHost(t, sanitized...))
	image := modelImage(t, randomProgram(t, frontend.Raw, tinyol.Supervised, nn.MSE, 4, 2, 4))
	if r := h.initialise(image); r.Status != plan.StatusOK {
		t.Fatalf("status %#x", r.Status)
	}
	for n := range len(image) {
		if r := h.initialise(image[:n]); r.Status < plan.StatusBadMagic {
			t.Errorf("the first %d bytes of %d pass", n, len(image))
		}
	}
	for bit := range 8 * len(image) {
		damaged := slices.Clone(image)
		damaged[bit/8] ^= 1 << (bit % 8)
		if r := h.initialise(damaged); r.Status < plan.StatusBadMagic {
			t.Errorf("bit %d flipped passes", bit)
		}
	}
}

func TestUnknownCommands(t *testing.T) {
	h := start(t, compileHost(t, sanitized...))
	for _, c := range []uint32{0, 5, 0xFFFFFFFF} {
		if r := h.command(c, 0); r.Status != plan.StatusUnknownCommand || r.Detail != c {
			t.Errorf("command %d: status %#x, detail %d", c, r.Status, r.Detail)
		}
	}
}

// FuzzImage runs any bytes as an image whose size and checksum fit: it is
// refused, or it runs inside its memories.
func FuzzImage(f *testing.F) {
	path := compileHost(f, sanitized...)
	for _, kind := range frontend.Kinds() {
		for _, mode := range learner.Modes() {
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
	if len(image) >= 4*plan.HeaderWords() {
		put(image, plan.HeaderWord("magic"), plan.ImageMagic)
		put(image, plan.HeaderWord("version"), plan.ImageVersion)
	}
	sign(image)
	if r := h.initialise(image); r.Status != plan.StatusOK {
		return false
	}
	channels := int(headerWord(image, "channels"))
	for i := range 40 {
		row := make([]float32, channels)
		row[i%channels] = float32(i)
		if r := h.row(row); r.Status == plan.StatusDue {
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
	for _, kind := range frontend.Kinds() {
		for _, mode := range learner.Modes() {
			seeds = append(seeds, modelImage(t, randomProgram(t, kind, mode, nn.MSE, 4, 2, 4)))
		}
	}
	passed := 0
	const rounds = 6000
	for range rounds {
		image := slices.Clone(seeds[rng.IntN(len(seeds))])
		for range 1 + rng.IntN(3) {
			from, to := plan.HeaderWord("links_end"), int(headerWord(image, "links_end"))/4
			at := 4 * (from + rng.IntN(max(to-from, 1)))
			if at+4 > len(image) {
				continue
			}
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
