package main

import (
	"fmt"
	"math"
	"slices"

	"tinyol-sim/internal/frontend"
	"tinyol-sim/internal/inject"
	"tinyol-sim/internal/stream"
)

// Sizes of what is injected into copies of held-out rows. They were set before
// anything was measured.
const (
	faultGain   = 1.5 // of a channel's vibration
	tonePeriod  = 5   // rows of a tone that a channel gets besides
	mountedTurn = 20  // degrees
)

// faults are copies of the rows with a known change of what a channel shakes like:
// its deviations from the mean one and a half times as large, or a tone in it whose
// amplitude is its standard deviation. The mean stays: a change of it is what
// mounting does.
func (r *recording) faults() ([]frontend.Recording, error) {
	var all []frontend.Recording
	for c := range r.held.Channels {
		mean, deviation := spread(&r.taught, c)
		grown, err := drifted(&r.held, fmt.Sprintf("gain:factor=%g,axis=%d", faultGain, c+1),
			fmt.Sprintf("offset:value=%g,axis=%d", (1-faultGain)*mean, c+1))
		if err != nil {
			return nil, err
		}
		all = append(all, grown, toned(&r.held, c, deviation))
	}
	return all, nil
}

// mountings are copies of the rows as another mounting of the sensor has them: turned
// about each axis or, where there are no three of them, with an offset of a channel's
// standard deviation.
func (r *recording) mountings() ([]frontend.Recording, error) {
	var all []frontend.Recording
	add := func(text string) error {
		rec, err := drifted(&r.held, text)
		all = append(all, rec)
		return err
	}
	if r.held.Channels == 3 {
		for _, axis := range []string{"x", "y", "z"} {
			if err := add(fmt.Sprintf("rotation:angle=%d,axis=%s", mountedTurn, axis)); err != nil {
				return nil, err
			}
		}
		return all, nil
	}
	for c := range r.held.Channels {
		_, deviation := spread(&r.taught, c)
		if err := add(fmt.Sprintf("offset:value=%g,axis=%d", deviation, c+1)); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// drifted is a copy with drifts from the first row on.
func drifted(rec *frontend.Recording, texts ...string) (frontend.Recording, error) {
	var drifts []inject.Drift
	for _, text := range texts {
		d, err := inject.Parse(text)
		if err != nil {
			return frontend.Recording{}, err
		}
		drifts = append(drifts, d)
	}
	drifter, err := inject.New(rec.Channels, 1, drifts...)
	if err != nil {
		return frontend.Recording{}, err
	}
	number := int64(0)
	return each(rec, func(row []float32) {
		number++
		drifter.Apply(&stream.Row{Number: number, Time: math.NaN(), Values: row})
	}), nil
}

func toned(rec *frontend.Recording, channel int, amplitude float64) frontend.Recording {
	number := 0
	return each(rec, func(row []float32) {
		row[channel] += float32(amplitude * math.Sin(2*math.Pi*float64(number%tonePeriod)/tonePeriod))
		number++
	})
}

// each is a copy whose rows a function has changed.
func each(rec *frontend.Recording, change func(row []float32)) frontend.Recording {
	out := frontend.Recording{Channels: rec.Channels}
	for _, run := range rec.Runs {
		run = slices.Clone(run)
		for at := 0; at < len(run); at += rec.Channels {
			change(run[at : at+rec.Channels])
		}
		out.Runs = append(out.Runs, run)
	}
	return out
}

// spread is mean and standard deviation of a channel.
func spread(rec *frontend.Recording, channel int) (mean, deviation float64) {
	n := float64(rec.Rows())
	sum := func(f func(v float64) float64) (s float64) {
		for _, run := range rec.Runs {
			for at := channel; at < len(run); at += rec.Channels {
				s += f(float64(run[at])) / n
			}
		}
		return s
	}
	mean = sum(func(v float64) float64 { return v })
	return mean, math.Sqrt(sum(func(v float64) float64 { return (v - mean) * (v - mean) }))
}
