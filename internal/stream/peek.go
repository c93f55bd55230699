package stream

import (
	"bytes"

	"tinyol-sim/internal/stream/table"
)

// Packets are measured over more than the head: so many changes of the stamp and so
// many rows tell the period to a part in a thousand.
const (
	packetChanges = 16
	packetRows    = 2048
)

// learnClock finds format and pace of the time from what was gathered, and from the
// rows after the head where stamps stand for longer than that.
func (r *Reader) learnClock(g *gatherer) {
	l, c := r.layout, &r.clock
	*c = clock{time: l.time, second: l.clock, point: r.dialect.Point}
	if l.time < 0 {
		return
	}
	var head [][]byte
	var stretches [][][]byte
	for i, chunk := range g.chunks {
		fields := make([][]byte, len(chunk[l.time].ends))
		for row := range fields {
			fields[row] = g.time(c, i, row)
		}
		if i < g.head {
			head = append(head, fields...)
		} else {
			stretches = append(stretches, fields)
		}
	}
	c.learn(append([][][]byte{head}, stretches...), l.unit, l.clock < 0 && r.dialect.Kinds[l.time].Numeric())
	if c.pace.period == 0 || c.pace.jump > 0 {
		r.peekPackets(head)
		c.judgeUnit(head)
	}
}

// time is that of a gathered row, as clock.text has it.
func (g *gatherer) time(c *clock, chunk, row int) []byte {
	text := g.chunks[chunk][c.time].at(row)
	if unit := g.unit(c.time); unit != "" {
		text = cutUnit(text, unit)
	}
	if c.second < 0 {
		return text
	}
	both := append(bytes.Clone(text), ' ')
	return append(both, g.chunks[chunk][c.second].at(row)...)
}

// peekPackets reads on for what the head is too short for: how often the stamp changes.
func (r *Reader) peekPackets(head [][]byte) {
	c := &r.clock
	var o offsets
	for _, text := range head {
		o.add(text, &c.format, c.point)
	}
	changes := 0
	for changes < packetChanges || len(o.seconds) < packetRows {
		fields, more := r.peekRecord()
		if !more {
			break
		}
		if fields == nil {
			continue
		}
		before := o.last
		o.add(c.text(fields), &c.format, c.point)
		if o.last != before {
			changes++
		}
	}
	c.pace = paceOf([][]float64{o.seconds})
}

// peekRecord returns the next record of as many fields as there are columns, nil for
// another one. more is false at the end of what may be read ahead.
func (r *Reader) peekRecord() (fields [][]byte, more bool) {
	if err := r.records.Next(); err != nil {
		f, ok := err.(*table.Fault)
		return nil, ok && !f.TooLong
	}
	if len(r.records.Fields) != len(r.dialect.Names) {
		return nil, true
	}
	return r.records.Fields, true
}
