package device

import (
	"encoding/binary"
	"hash/crc32"
	"math"
	"slices"

	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/nn"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
)

// The model image: a tinyol.Program as the firmware reads it from flash, in
// little-endian 32-bit words, laid out as src/image.h of the firmware has it.
const (
	imageMagic   = 0x4C4F5954 // "TYOL"
	imageVersion = 2

	headerWords = 36
	layerWords  = 4
	checkedFrom = 4 * 4 // the checksum covers everything from here on

	absent = 0xFFFFFFFF // offset of a region that the program does not have
)

// The header's words.
const (
	wordMagic = iota
	wordVersion
	wordBytes
	wordChecksum
	wordMode
	wordFrontEnd
	wordChannels
	wordWindow
	wordStride
	wordFeatures
	wordLayers
	wordEmbedding
	wordLoss
	wordGate
	wordLimit
	wordThreshold
	wordNormal
	wordLearningRate
	wordMaxClasses
	wordArenaBytes
	wordRegions // one for each of arenaRegions

	wordConstants = wordRegions + len(arenaRegions)
	wordRise      = wordConstants + 1 // of a running threshold
	wordFall      = wordConstants + 2 // the same for scores at or below it, not above 0
)

// arenaRegions are the regions of RAM in the order of the header's offsets,
// under their names in tinyol.Program.Regions.
var arenaRegions = [...]string{
	"input ring", "window", "front end scratch", regionFeatures, regionActivations, regionOnline, regionClasses,
	regionStatistics, regionStandardised, regionOutput, "gradient", regionThreshold,
}

// Regions that are read back.
const (
	regionFeatures     = "features"
	regionActivations  = "activations"
	regionOnline       = "online layer"
	regionClasses      = "class table"
	regionStatistics   = "statistics"
	regionStandardised = "standardised features"
	regionOutput       = "online output"
	regionThreshold    = "threshold"
)

// Image is a program's model image with the layout of its RAM.
type Image struct {
	Data       []byte
	ArenaBytes int

	offset map[string]int // of each region in the arena
}

// NewImage builds the model image of a valid program, with the arena that the
// ledger charges for.
func NewImage(p *tinyol.Program, l *mcu.Ledger) *Image {
	placements, bytes := l.Arena()
	image := &Image{ArenaBytes: bytes, offset: map[string]int{}}
	for _, placed := range placements {
		image.offset[placed.Name] = placed.Offset
	}
	header := image.header(p)
	layers, body := layerTable(p.Network, 4*(headerWords+layerWords*len(p.Network.Layers)))
	header[wordConstants] = uint32(4*(headerWords+len(layers)) + len(body))
	for _, t := range p.FrontEnd.Tables() {
		body = appendFloats(body, t.Values)
	}
	data := appendWords(appendWords(nil, header[:]), layers)
	data = append(data, body...)
	binary.LittleEndian.PutUint32(data[4*wordBytes:], uint32(len(data)))
	image.Data = data
	image.sign()
	return image
}

// sign writes the checksum.
func (image *Image) sign() {
	binary.LittleEndian.PutUint32(image.Data[4*wordChecksum:], crc32.ChecksumIEEE(image.Data[checkedFrom:]))
}

func (image *Image) header(p *tinyol.Program) (h [headerWords]uint32) {
	f := p.FrontEnd
	h[wordMagic], h[wordVersion] = imageMagic, imageVersion
	h[wordMode] = uint32(p.Mode)
	h[wordFrontEnd] = uint32(slices.Index(stream.Kinds(), f.Kind()))
	h[wordChannels], h[wordWindow], h[wordStride] = uint32(f.Channels()), uint32(f.Window()), uint32(p.Stride)
	h[wordFeatures] = uint32(f.Features())
	h[wordLayers], h[wordEmbedding] = uint32(len(p.Network.Layers)), uint32(p.Network.Embedding)
	h[wordLoss] = uint32(p.Loss)
	h[wordGate] = uint32(p.Policy.Gate)
	h[wordLimit] = uint32(min(p.Policy.Limit, math.MaxUint32))
	h[wordThreshold] = math.Float32bits(p.Policy.Threshold)
	h[wordRise], h[wordFall] = math.Float32bits(p.Policy.Rise), math.Float32bits(0-p.Policy.Fall)
	h[wordNormal] = uint32(int32(p.Policy.Normal))
	h[wordLearningRate] = math.Float32bits(p.LearningRate)
	switch p.Mode {
	case tinyol.Supervised:
		h[wordLoss] = uint32(nn.CrossEntropy)
		h[wordMaxClasses] = uint32(p.MaxClasses)
	case tinyol.Frozen:
		h[wordLoss], h[wordLearningRate] = uint32(nn.MSE), 0
	}
	h[wordArenaBytes] = uint32(image.ArenaBytes)
	for i, name := range arenaRegions {
		h[wordRegions+i] = absent
		if at, ok := image.offset[name]; ok {
			h[wordRegions+i] = uint32(at)
		}
	}
	return h
}

// layerTable returns the table's words and the parameters behind it, which
// begin at the given offset in the image: per layer weights [in][out], then
// biases [out], without the padding of the host's kernels.
func layerTable(net *nn.Network, at int) (table []uint32, parameters []byte) {
	for _, l := range net.Layers {
		table = append(table, uint32(l.In), uint32(l.Out), uint32(l.Activation), uint32(at+len(parameters)))
		stride := nn.Stride(l.Out)
		for i := range l.In {
			parameters = appendFloats(parameters, l.Weights[i*stride:][:l.Out])
		}
		parameters = appendFloats(parameters, l.Bias[:l.Out])
	}
	return table, parameters
}

func appendWords(data []byte, words []uint32) []byte {
	for _, w := range words {
		data = binary.LittleEndian.AppendUint32(data, w)
	}
	return data
}

func appendFloats(data []byte, values []float32) []byte {
	for _, v := range values {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
	}
	return data
}
