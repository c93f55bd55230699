package score

import (
	"tinyol-sim/internal/metrics"
	"tinyol-sim/internal/result"
)

// history keeps of every window whether it was normal and which arms raised an alarm,
// for what is only asked at the end: how long each change of the stream was felt. A
// nil one keeps nothing.
type history struct {
	windows []uint8 // bit 7: normal; bits 0 to 3: alarms of the arms
}

// longestHistory bounds the memory to 16 MB; later windows are not followed.
const longestHistory = 1 << 24

const normalBit = 1 << 7

func (h *history) add(state metrics.State, alarms *[arms]bool) {
	if h == nil || len(h.windows) == longestHistory {
		return
	}
	var b uint8
	if state == metrics.Normal {
		b |= normalBit
	}
	for arm, alarm := range alarms {
		if alarm {
			b |= 1 << arm
		}
	}
	h.windows = append(h.windows, b)
}

// Spans of normal windows over which false alarms are counted after a change, in
// units of what makes one at the promised rate.
const spanOfRecovery = 1

// Recoveries are, for each change of the stream at a window, the windows until an
// arm's false alarms are below twice the rate that its threshold was set for, in a
// span of windows that holds one at that rate. It is empty where nothing was kept.
func (d *Detector) Recoveries(changes []int64) []result.Recovery {
	if d.history == nil || len(changes) == 0 {
		return nil
	}
	target := 1 - d.quantile
	span := int(spanOfRecovery/target + 0.5)
	var of [arms]*metrics.Recovery
	for arm := range of {
		of[arm] = metrics.NewRecovery(changes, span, target)
		for window, b := range d.history.windows {
			state := metrics.Unknown
			if b&normalBit != 0 {
				state = metrics.Normal
			}
			of[arm].Add(int64(window), state, b&(1<<arm) != 0)
		}
	}
	var list []result.Recovery
	for i, c := range of[0].Changes() {
		r := result.Recovery{Window: c.Change}
		for arm := range of {
			if n := of[arm].Changes()[i].Windows; n >= 0 {
				r.Arms = append(r.Arms, result.Recovered{Name: d.four[arm].name, Windows: &n})
			} else {
				r.Arms = append(r.Arms, result.Recovered{Name: d.four[arm].name})
			}
		}
		list = append(list, r)
	}
	return list
}
