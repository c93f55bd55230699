package replay

import (
	"fmt"
	"strconv"

	"tinyol-sim/internal/stream"
)

// Rate is how often the rows of a recording come.
type Rate struct {
	Name   string
	Period float64 // seconds between two rows, 0 unknown
	Doubt  string  // about it; empty: there is none
}

func (r Rate) hertz() string { return strconv.FormatFloat(1/r.Period, 'g', 4, 64) + " Hz" }

// SameRate refuses recordings whose windows last longer or shorter by more than a
// twentieth, and notes what it lets pass.
func (in *Inputs) SameRate(first, other Rate) error { return sameRate(in.Note, first, other) }

func sameRate(note func(text string), first, other Rate) error {
	if first.Period == 0 && other.Period == 0 {
		return nil
	}
	if first.Period == 0 || other.Period == 0 {
		known, unknown := first, other
		if first.Period == 0 {
			known, unknown = other, first
		}
		note(fmt.Sprintf("%s does not say how fast its rows come: they are taken to come as those of %s, at %s", unknown.Name, known.Name, known.hertz()))
		return nil
	}
	differ, far := stream.RatesDiffer(first.Period, other.Period)
	switch {
	case far && first.Doubt+other.Doubt != "":
		doubted, sure := other, first
		if other.Doubt == "" {
			doubted, sure = first, other
		}
		return fmt.Errorf("%s: rows come at %s, those of %s at %s, and of %s %s; name its time column with the unit, such as time_ms, or pass --rate %s if both come like that",
			other.Name, other.hertz(), first.Name, first.hertz(), doubted.Name, doubted.Doubt, strconv.FormatFloat(1/sure.Period, 'g', 4, 64))
	case far:
		return fmt.Errorf("%s: rows come at %s, those of %s at %s, so that a window of both is not the same time; pass --resample %s, or --rate where the time is wrong",
			other.Name, other.hertz(), first.Name, first.hertz(), strconv.FormatFloat(1/max(first.Period, other.Period), 'g', 3, 64))
	case differ:
		note(fmt.Sprintf("%s: rows come at %s, those of %s at %s; they go together as if the rates were equal, --resample makes them so", other.Name, other.hertz(), first.Name, first.hertz()))
	}
	return nil
}
