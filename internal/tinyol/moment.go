package tinyol

import "slices"

// Moment is where a device is between two rows: all that its next windows depend
// on. Its slices grow once and are used again.
type Moment struct {
	State   State
	Updates int64 // steps that changed the weights
	Ring    []float32
	// Next is the ring's row that is written next, Filled counts the rows since the
	// last reset up to a window, and Wait those until the next window is due, once
	// the window is filled.
	Next, Filled, Wait int
}

// Moment copies where the device is.
func (d *Device) Moment(m *Moment) {
	d.State(&m.State)
	m.Updates = d.updates
	m.Next, m.Filled, m.Wait = d.cadence.next, d.cadence.filled, d.cadence.wait
	ring := d.plan.Ring
	m.Ring = ring.Device(m.Ring[:0], d.host.Values(ring))
}

// SetMoment puts a device where another one of the same program is. The moment of
// another program is an error.
func (d *Device) SetMoment(m *Moment) error {
	if err := d.SetState(&m.State); err != nil {
		return err
	}
	d.updates = m.Updates
	d.cadence.next, d.cadence.filled, d.cadence.wait = m.Next, m.Filled, m.Wait
	d.host.State.Place = m.Next * d.width
	d.plan.Ring.Host(d.host.Values(d.plan.Ring), m.Ring)
	return nil
}

// Foresee is whether a window with this label will be learned from, and whether
// it grows the layer, as far as that can be told before there is a score: where
// the policy is Below, as if the score was, and a gate as it stands.
func (d *Device) Foresee(label int) (learns, grows bool) {
	p := &d.program.Policy
	if !d.plan.Learns() || !d.gateOpen() || !p.allows(d.program.aim(), label, 0, p.Threshold, d.updates) {
		return false, false
	}
	if d.plan.Labels == nil || slices.Contains(d.classes, label) {
		return true, false
	}
	room := len(d.classes) < cap(d.classes)
	return room, room
}
