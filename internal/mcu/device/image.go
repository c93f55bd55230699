package device

import (
	"encoding/binary"
	"hash/crc32"
	"math"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/learner"
	"tinyol-sim/internal/mcu"
	"tinyol-sim/internal/mcu/firmware"
	"tinyol-sim/internal/plan"
	"tinyol-sim/internal/stream"
	"tinyol-sim/internal/tinyol"
)

// Image is a program's model image (plan.Header), before it has a place: words of
// the links that are addresses are offsets, and named by Links.
type Image struct {
	Words      []uint32
	Links      map[int]Link // by word
	ArenaBytes int

	operations map[int]*kernel.Op // by the offset of their arguments
	vectors    []*kernel.Vector
	offset     map[*kernel.Vector]int // of each vector in RAM in the arena, and of each table in the image
}

// Target is what a word of the image holds the address of.
type Target uint8

// The targets.
const (
	ToNothing Target = iota // an address that is NULL
	ToImage                 // a byte of the image
	ToArena                 // a byte of the arena
	ToCall                  // a function of the firmware
	ToRow                   // what the sensor sent
)

// Link is an address in the image.
type Link struct {
	To     Target
	Offset int    // of the byte
	Call   string // name of the function
}

// Site is where an image goes.
type Site struct {
	Image, Arena, Row uint32 // addresses
	// Call is the address of a function, 0 where the firmware has none of the name.
	Call func(name string) uint32
}

// SiteOf is where a build of the firmware expects its image.
func SiteOf(b *firmware.Build) Site {
	return Site{Image: b.ModelImage, Arena: b.Arena, Row: b.Row, Call: func(name string) uint32 { return b.Calls[name] }}
}

// NewImage builds the model image of a valid program, with the arena that the
// ledger charges for.
func NewImage(p *tinyol.Program, l *mcu.Ledger) *Image { return newImage(p, p.Plan(), l) }

// newImage does the same with the program's plan, whose vectors it knows then.
func newImage(p *tinyol.Program, q *plan.Plan, l *mcu.Ledger) *Image {
	placements, bytes := l.Arena()
	m := &Image{ArenaBytes: bytes, Links: map[int]Link{}, operations: map[int]*kernel.Op{}, vectors: q.Vectors(), offset: map[*kernel.Vector]int{}}
	regions := map[string]int{}
	for _, placed := range placements {
		regions[placed.Name] = placed.Offset
	}
	links := plan.HeaderWords() + q.LinkWords()
	tables := 4 * links
	for _, r := range q.Regions() {
		at := regions[r.Name]
		for _, v := range r.Vectors {
			if r.Flash {
				m.offset[v], tables = tables, tables+4*v.Len()
				continue
			}
			m.offset[v] = at
			at += 4 * v.Len()
		}
	}
	m.Words = make([]uint32, tables/4)
	m.header(p, q, links)
	m.lists(q)
	for v, at := range m.offset {
		if v.Flash() {
			for i, x := range v.Device(nil, v.Values) {
				m.Words[at/4+i] = math.Float32bits(x)
			}
		}
	}
	m.set("checksum", m.checksum(links))
	return m
}

func (m *Image) set(name string, v uint32) { m.Words[plan.HeaderWord(name)] = v }

func (m *Image) header(p *tinyol.Program, q *plan.Plan, links int) {
	f := p.FrontEnd
	for name, v := range map[string]uint32{
		"magic": plan.ImageMagic, "version": plan.ImageVersion,
		"bytes": uint32(4 * len(m.Words)), "links_end": uint32(4 * links),
		"channels": uint32(f.Channels()), "window": uint32(f.Window()), "stride": uint32(p.Stride),
		"width": uint32(f.RingWidth()), "ring": uint32(q.Ring.Cols), "room": uint32(q.Room()),
		"arena_bytes": uint32(m.ArenaBytes),
	} {
		m.set(name, v)
	}
	if q.Learns() {
		m.policy(p)
	}
	if q.Gated {
		m.set("gated", 1)
	}
	m.Links[plan.HeaderWord("here")] = Link{To: ToImage}
	m.Links[plan.HeaderWord("arena")] = Link{To: ToArena}
	for name, v := range map[string]*kernel.Vector{"score": q.Score, "decider": q.Decides(), "labels": q.Labels, "moving": q.Threshold, "alarm": q.Alarm} {
		m.Links[plan.HeaderWord(name)] = m.address(v)
	}
}

// policy writes which labels teach and move the threshold.
func (m *Image) policy(p *tinyol.Program) {
	type labels struct{ first, count uint32 }
	first := func(label int) uint32 { return uint32(int32(label)) }
	one := labels{first(p.Policy.Normal), 1}
	known := labels{0, 1 << 31}
	all := labels{first(stream.NoLabel), 1<<31 + 1}
	learned, followed := all, all
	if p.Policy.Gate == tinyol.Labelled {
		learned, followed = one, one
	}
	if learner.Of(p.Mode).Aim == learner.Label {
		learned = known // equation 8 needs a label whatever the gate
	}
	m.set("limit", uint32(min(p.Policy.Limit, math.MaxUint32)))
	m.set("threshold", math.Float32bits(p.Policy.Threshold))
	if p.Policy.Running() {
		m.set("rise", math.Float32bits(p.Policy.Rise))
		m.set("fall", math.Float32bits(0-p.Policy.Fall))
	}
	m.set("learned_first", learned.first)
	m.set("learned_count", learned.count)
	m.set("followed_first", followed.first)
	m.set("followed_count", followed.count)
	if p.Policy.Gate != tinyol.Below {
		m.set("open", 1)
	}
}

// address is that of a vector, nil for NULL.
func (m *Image) address(v *kernel.Vector) Link {
	if v == nil {
		return Link{}
	}
	whole, from := v.Whole()
	link := Link{To: ToArena, Offset: m.offset[whole] + 4*from}
	if whole.Flash() {
		link.To = ToImage
	}
	return link
}

// Offset is where the program's vector of a number (plan.Vectors) begins, in the
// arena or in the image.
func (m *Image) Offset(vector int) int { return m.offset[m.vectors[vector]] }

// lists writes the operations, list by list, and their arguments behind.
func (m *Image) lists(q *plan.Plan) {
	link, arguments := plan.HeaderWords(), plan.HeaderWords()
	for l := range q.Lists {
		arguments += 2 * len(q.Lists[l])
	}
	bounds := len(plan.Header)
	for l := range q.Lists {
		m.Links[bounds] = Link{To: ToImage, Offset: 4 * link}
		for i := range q.Lists[l] {
			o := &q.Lists[l][i]
			m.operations[4*arguments] = o
			m.Links[link] = Link{To: ToImage, Offset: 4 * arguments}
			m.Links[link+1] = Link{To: ToCall, Call: o.CCall()}
			link += 2
			arguments = m.arguments(o, arguments)
		}
		m.Links[bounds+1] = Link{To: ToImage, Offset: 4 * link}
		bounds += 2
	}
}

func (m *Image) arguments(o *kernel.Op, word int) int {
	vector, dim := 0, 0
	o.Card.EachParameter(func(p *kernel.Parameter) {
		switch {
		case p.Kind.Vector():
			m.Links[word] = m.address(o.Vectors[vector])
			vector++
		case p.Kind == kernel.Row:
			m.Links[word] = Link{To: ToRow}
		case p.Kind == kernel.Dimension:
			m.Words[word] = uint32(o.Dims[dim].N)
			dim++
		case p.Kind == kernel.Constant:
			m.Words[word] = math.Float32bits(o.Number)
		default:
			return // without a word
		}
		word++
	})
	return word
}

// checksum covers all but the links.
func (m *Image) checksum(links int) uint32 {
	data := appendWords(nil, m.Words)
	sum := crc32.ChecksumIEEE(data[4*plan.HeaderWord("links_end") : 4*plan.HeaderWord("here")])
	return crc32.Update(sum, crc32.IEEETable, data[4*links:])
}

// Link returns the image's bytes at a place.
func (m *Image) Link(s Site) []byte {
	words := append([]uint32(nil), m.Words...)
	for word, l := range m.Links {
		switch l.To {
		case ToImage:
			words[word] = s.Image + uint32(l.Offset)
		case ToArena:
			words[word] = s.Arena + uint32(l.Offset)
		case ToCall:
			words[word] = s.Call(l.Call)
		case ToRow:
			words[word] = s.Row
		}
	}
	data := appendWords(nil, words)
	signLinks(data)
	return data
}

// signLinks writes the checksum of the links.
func signLinks(data []byte) {
	links := data[4*plan.HeaderWord("here") : binary.LittleEndian.Uint32(data[4*plan.HeaderWord("links_end"):])]
	binary.LittleEndian.PutUint32(data[4*plan.HeaderWord("links_checksum"):], crc32.ChecksumIEEE(links))
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
