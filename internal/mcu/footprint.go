package mcu

import (
	"fmt"

	"tinyol-sim/internal/mcu/firmware"
)

// fillFootprint counts what the profile leaves open in its firmware's build.
func (p *profile) fillFootprint() error {
	if p.Firmware == "" {
		return nil
	}
	b, err := firmware.Load(p.Firmware)
	if err != nil {
		return &BoardError{File: p.file, Field: "firmware", Problem: err.Error(), Remedy: "leave firmware out to inherit the core's"}
	}
	how := "counted"
	if p.Emulated == nil || !*p.Emulated {
		how = "modelled; as"
	}
	for _, f := range []struct {
		figure *figure
		bytes  int
		what   string
	}{
		{&p.Code, b.Code(), "code and constants up to the model image"},
		{&p.Vector, firmware.VectorBytes, "initial stack pointer and 15 system exceptions; the firmware polls and needs no interrupt"},
		{&p.State, b.State(), "data and bss"},
		{&p.Stack, b.Stack(), "stack"},
	} {
		if !f.figure.set {
			*f.figure = figure{value: float64(f.bytes), source: fmt.Sprintf("%s in firmware %s, %s: %s", how, b.Name, firmware.Compiler(), f.what), set: true}
		}
	}
	return nil
}
