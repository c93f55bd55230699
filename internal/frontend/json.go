package frontend

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// frontEndJSON is the written form of a FrontEnd. The shortest decimal that
// gives a float32 back is exact, and the tables follow from the window.
type frontEndJSON struct {
	Kind     Kind      `json:"kind"`
	Channels int       `json:"channels"`
	Window   int       `json:"window"`
	Mean     []float32 `json:"mean,omitempty"`
	Axis     []float32 `json:"axis,omitempty"`
	Low      []float32 `json:"low"`
	Scale    []float32 `json:"scale"`
}

// MarshalJSON writes the fitted parameters; UnmarshalJSON gives the same bits.
func (f *FrontEnd) MarshalJSON() ([]byte, error) {
	return json.Marshal(frontEndJSON{
		Kind: f.kind, Channels: f.channels, Window: f.window,
		Mean: f.mean, Axis: f.axis, Low: f.low, Scale: f.scale,
	})
}

// UnmarshalJSON reads a front end and refuses one that Apply could not run. The
// error is a *FrontEndError, or one of encoding/json.
func (f *FrontEnd) UnmarshalJSON(data []byte) error {
	var j frontEndJSON
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&j); err != nil {
		return fmt.Errorf("front end: %w", err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return fmt.Errorf("front end: text after the JSON value")
	}
	fresh, err := newFrontEnd(j.Kind, j.Channels, j.Window)
	if err != nil {
		return err
	}
	fresh.mean, fresh.axis, fresh.low, fresh.scale = j.Mean, j.Axis, j.Low, j.Scale
	if err := fresh.checkParameters(); err != nil {
		return err
	}
	*f = *fresh
	return nil
}

// checkParameters checks lengths and values of what was decoded.
func (f *FrontEnd) checkParameters() error {
	projection := 0
	if f.form.Projection {
		projection = f.channels
	}
	for _, p := range []struct {
		name   string
		values []float32
		want   int
	}{
		{"mean", f.mean, projection}, {"axis", f.axis, projection},
		{"low", f.low, f.bounds()}, {"scale", f.scale, f.bounds()},
	} {
		if len(p.values) != p.want {
			return f.damaged("%q holds %d values, not %d", p.name, len(p.values), p.want)
		}
		for i, v := range p.values {
			if v-v != 0 {
				return f.damaged("value %d of %q is not finite", i+1, p.name)
			}
			if p.name == "scale" && !(v > 0) {
				return f.damaged("value %d of %q is not above 0", i+1, p.name)
			}
		}
	}
	return nil
}

func (f *FrontEnd) damaged(format string, args ...any) error {
	return &FrontEndError{Kind: f.kind, Problem: fmt.Sprintf(format, args...), Remedy: "fit it again with tinyol-sim train"}
}
