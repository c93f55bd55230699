package stream

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"tinyol-sim/internal/stream/number"
	"tinyol-sim/internal/stream/role"
)

// Treatment is what is done to the values of a channel before they are float32.
type Treatment struct {
	// Offset is subtracted in float64: float32 would not tell apart what is as large
	// as these values are.
	Offset float64 `json:"offset,omitempty"`
	// Sentinels stand for a missing value.
	Sentinels []float64 `json:"sentinels,omitempty"`
}

// Treatments returns what is done to the channels that need it, by name. Another
// recording is read like this one with them.
func (r *Reader) Treatments() map[string]Treatment {
	all := map[string]Treatment{}
	for i, t := range r.treatments {
		if t.Offset != 0 || t.Sentinels != nil {
			all[r.dialect.Names[r.layout.channels[i]]] = t
		}
	}
	return all
}

// treatChannels takes the treatments that were given, or else those that the survey
// asks for, and says what else is wrong with a sensor.
func (r *Reader) treatChannels() {
	var treatments []Treatment
	needed := false
	for _, column := range r.layout.channels {
		t := r.options.Treatments[r.dialect.Names[column]]
		if r.options.Treatments == nil {
			t = treatmentFor(r.findings[column].Remarks)
		}
		needed = needed || t.Offset != 0 || t.Sentinels != nil
		treatments = append(treatments, t)
	}
	if needed {
		r.treatments = treatments
	}
	if r.options.Treatments == nil {
		r.noteRemarks()
	}
}

func treatmentFor(remarks []role.Remark) (t Treatment) {
	for _, remark := range remarks {
		switch remark.Kind {
		case role.Precision:
			t.Offset = remark.Value
		case role.Sentinel:
			t.Sentinels = append(t.Sentinels, remark.Value)
		}
	}
	return t
}

// treated are the words for what is done about a remark; what is in another unit, or
// moves far less than another sensor, is for those to say whose front end it concerns.
var treated = map[role.Kind]string{
	role.Sentinel:  "",
	role.Precision: ": that is done before they are float32",
	role.Saturated: "",
	role.Frozen:    "",
}

func (r *Reader) noteRemarks() {
	var texts []string
	for _, column := range r.layout.channels {
		for _, remark := range r.findings[column].Remarks {
			if does, ok := treated[remark.Kind]; ok {
				texts = append(texts, plain(r.dialect.Names[column])+" "+remark.Text+does)
			}
		}
	}
	if len(texts) > 0 {
		r.note(fmt.Sprintf("%s: %s", r.name, strings.Join(texts, "; ")))
	}
}

// value is the number in a field, treated; a sentinel is NaN.
func (t *Treatment) value(field []byte, point byte) (v float32, ok bool) {
	x, ok := number.Float64(field, point)
	if slices.Contains(t.Sentinels, x) {
		return float32(math.NaN()), ok
	}
	return float32(x - t.Offset), ok
}

// isSentinel reports a field of a channel that stands for a missing value.
func (r *Reader) isSentinel(channel int, field []byte) bool {
	if r.treatments == nil || r.treatments[channel].Sentinels == nil {
		return false
	}
	x, ok := number.Float64(field, r.dialect.Point)
	return ok && slices.Contains(r.treatments[channel].Sentinels, x)
}

// float32Of is the value of a channel's field.
func (r *Reader) float32Of(channel int, field []byte) (v float32, ok bool) {
	if r.treatments == nil {
		return number.Float32(field, r.dialect.Point)
	}
	return r.treatments[channel].value(field, r.dialect.Point)
}
