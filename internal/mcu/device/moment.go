package device

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"tinyol-sim/internal/kernel"
	"tinyol-sim/internal/tinyol"
)

// Offsets of what the firmware keeps beside its regions: in the variable device
// (src/device.h) and in live (src/calls.h).
const (
	deviceFilled  = 20
	deviceWait    = 24
	deviceUpdates = 28
	liveNeurons   = 0
	livePlace     = 4
)

// Moment reads where the device is between two commands.
func (d *Device) Moment(m *tinyol.Moment) error {
	if err := d.hasVariables(); err != nil {
		return err
	}
	if err := d.State(&m.State); err != nil {
		return err
	}
	ring := d.plan.Ring
	m.Ring = slices.Grow(m.Ring[:0], ring.Len())[:ring.Len()]
	if err := d.read(ring, m.Ring); err != nil {
		return err
	}
	m.Updates = d.updates
	for _, v := range d.variables(m) {
		word, err := d.word(v.address)
		if err != nil {
			return err
		}
		*v.value = int(word)
	}
	m.Next /= d.program.FrontEnd.RingWidth()
	return nil
}

// SetMoment puts the device where another one of the same program is. The cycles
// of rows without a step are forgotten.
func (d *Device) SetMoment(m *tinyol.Moment) error {
	if err := d.hasVariables(); err != nil {
		return err
	}
	if len(m.State.Values) != len(d.learned) || len(m.State.Classes) > d.plan.Room() || len(m.Ring) != d.plan.Ring.Len() {
		return fmt.Errorf("device: a moment with %d vectors, %d classes and %d values in the ring is not this program's",
			len(m.State.Values), len(m.State.Classes), len(m.Ring))
	}
	d.row = appendFloats(d.row[:0], m.Ring)
	if err := d.write(d.plan.Ring, d.row); err != nil {
		return err
	}
	if err := d.setState(&m.State); err != nil {
		return err
	}
	d.updates = m.Updates
	at := *m
	at.Next *= d.program.FrontEnd.RingWidth()
	for _, v := range d.variables(&at) {
		if err := d.setWord(v.address, uint32(*v.value)); err != nil {
			return err
		}
	}
	if err := d.setWord(d.build.Device+deviceUpdates, uint32(min(m.Updates, math.MaxUint32))); err != nil {
		return err
	}
	d.port.forget()
	return nil
}

func (d *Device) hasVariables() error {
	if d.build.Device == 0 || d.build.Live == 0 {
		return fmt.Errorf("firmware %s: no symbols device and live; link it without stripping them", d.build.Name)
	}
	return nil
}

// variable is a word of the firmware.
type variable struct {
	address uint32
	value   *int
}

// variables are those of the window.
func (d *Device) variables(m *tinyol.Moment) [3]variable {
	return [3]variable{
		{d.build.Live + livePlace, &m.Next},
		{d.build.Device + deviceFilled, &m.Filled},
		{d.build.Device + deviceWait, &m.Wait},
	}
}

// setState writes what learning has changed.
func (d *Device) setState(s *tinyol.State) error {
	for i, v := range d.learned {
		d.row = appendFloats(d.row[:0], s.Values[i])
		if err := d.write(v, d.row); err != nil {
			return err
		}
	}
	d.threshold = s.Threshold
	if d.running {
		d.row = appendFloats(d.row[:0], []float32{s.Threshold})
		if err := d.write(d.plan.Threshold, d.row); err != nil {
			return err
		}
	}
	if d.plan.Labels == nil {
		return nil
	}
	d.row = d.row[:0]
	for _, class := range s.Classes {
		d.row = binary.LittleEndian.AppendUint32(d.row, uint32(int32(class)))
	}
	d.neurons = len(s.Classes)
	if err := d.write(d.plan.Labels, d.row); err != nil {
		return err
	}
	return d.setWord(d.build.Live+liveNeurons, uint32(d.neurons))
}

// write puts bytes into a vector in RAM.
func (d *Device) write(v *kernel.Vector, data []byte) error {
	return d.machine.WriteMemory(d.build.Arena+uint32(d.image.address(v).Offset), data)
}

func (d *Device) word(address uint32) (uint32, error) {
	word := d.port.words[:4]
	err := d.machine.ReadMemory(address, word)
	return binary.LittleEndian.Uint32(word), err
}

func (d *Device) setWord(address, v uint32) error {
	word := d.port.words[:4]
	binary.LittleEndian.PutUint32(word, v)
	return d.machine.WriteMemory(address, word)
}
