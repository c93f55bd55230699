package result

import (
	"slices"
	"strings"
)

// Unit says what a number counts.
type Unit string

// The units of a Measure.
const (
	UnitFraction     Unit = "fraction" // a part of 1: rates and shares
	UnitScore        Unit = "score"    // F1, areas under curves, kappas
	UnitLoss         Unit = "loss"
	UnitCount        Unit = "count"
	UnitPerHour      Unit = "1/h"
	UnitBytes        Unit = "bytes"
	UnitCycles       Unit = "cycles"
	UnitMicroseconds Unit = "us"
	UnitMicrojoules  Unit = "uJ"
	UnitSeconds      Unit = "s"
)

// Kind sorts the measures of a run by what decides them.
type Kind uint8

// The kinds of a Measure.
const (
	Learned Kind = iota // by the weights, and so by the seed
	Cost                // by the program and the board
	Tally               // by the stream: how much there was of what
)

// kinds are those of the units that leave no choice.
var kinds = map[Unit]Kind{UnitCount: Tally, UnitBytes: Cost, UnitCycles: Cost, UnitMicroseconds: Cost, UnitMicrojoules: Cost}

// Better says which of two values of a measure is better.
type Better string

// What can be better; neither is where it is empty.
const (
	Higher Better = "higher"
	Lower  Better = "lower"
)

// Model says whose number a measure is: a run measures several models on the same
// windows. The text names it for people; with underscores it ends the keys of its
// measures.
type Model string

// The models of a run.
const (
	Online Model = ""       // the one that learns, or would
	Frozen Model = "frozen" // as it was trained
	// FrozenRunning is the same with a threshold that follows its scores: what learning
	// has to outdo.
	FrozenRunning Model = "frozen + running threshold"
)

// Models lists them in the order of a table's columns. A comparison has an arm for
// each but Online, which has one for each mode.
var Models = []Model{Frozen, FrozenRunning, Online}

var keyWords = strings.NewReplacer(" + ", "_", " ", "_")

// Table is the table of a run's page, and the section of a comparison, that shows a
// measure.
type Table uint8

// The tables. Those of ByLabel have a row for each label.
const (
	NoTable Table = iota
	Detector
	ByLabel
	Losses
	Classifier
	Board
)

// Place is where a measure of a Table is shown.
type Place uint8

// The places. A term without one has OnPage and InComparison.
const (
	OnPage       Place = 1 << iota // and at the terminal
	OnBoards                       // the page's columns of several boards
	InComparison                   // table and LaTeX
	InFigure                       // of the comparison's scores, which go from 0 to 1
)

// Term is a measure, or a family of them, as the vocabulary has it. All that shows
// measures follows from it.
type Term struct {
	Key  string // Measure.Key; a * stands for the label, class, phase, region or baseline of a family
	Path string // in the JSON of a Run, with * for a list's element; empty: the same as Key

	Unit   Unit
	Kind   Kind // where the unit leaves a choice
	Better Better
	Signed bool // a score that goes below zero
	Open   bool // a fraction that goes beyond 1
	Scaled bool // in the unit of the features' square, so of no meaning beside other features
	Exact  bool // a cost that needs no mark

	// Models are those beside Online that have the measure under Key_MODEL. One
	// under another key is a Term that names its Model, and Online's key as Base. So
	// is that of a baseline, which is a model of the run where baselineModels says so.
	Models []Model
	Model  Model
	Base   string

	Title string // in a table
	Short string // as a column among many; empty: Title
	Long  string // where it stands alone; empty: Title
	Note  string // below a table that shows it
	About string // in the schema
	Table Table
	On    Place

	Limit      string // key of what the board has of it
	Needs      string // key of a count without which it says nothing
	Supervised string // its key in a comparison for a classifier, of which it is another quantity

	list, rest []string // Path before and behind the *
	from       string   // Path before the *
}

// Vocabulary lists every measure there is, in the order of Run.Measures.
func Vocabulary() []*Term { return vocabulary }

var vocabulary = expanded(slices.Concat(runTerms, lossTerms, anomalyTerms, classificationTerms, driftTerms, costTerms))

// expanded writes out what terms leave out, and one for each of their models.
func expanded(short []Term) []*Term {
	var list []*Term
	for _, t := range short {
		if t.Path == "" {
			t.Path = t.Key
		}
		if i := slices.IndexFunc(list, func(b *Term) bool { return t.Model != Online && b.Key == t.Base }); i >= 0 {
			t.Unit, t.Better, t.Scaled = list[i].Unit, list[i].Better, list[i].Scaled
		}
		if t.Kind == Learned {
			t.Kind = kinds[t.Unit]
		}
		if t.Table != NoTable && t.On == 0 {
			t.On = OnPage | InComparison
		}
		for _, m := range t.Models {
			list = append(list, t.of(m).cut())
		}
		if t.Models != nil {
			t.About += ", online model"
		}
		list = append(list, t.cut())
	}
	return list
}

// of is the term of another model, of which only Online's is shown as such.
func (t Term) of(m Model) Term {
	end := "_" + keyWords.Replace(string(m))
	base, name, family := strings.Cut(t.Key, ".*")
	out := t
	out.Model, out.Base, out.Key, out.Path, out.Table, out.On, out.Models = m, t.Key, base+end, t.Path+end, NoTable, 0, nil
	out.About += ", " + string(m) + " model"
	if family {
		out.Key += ".*" + name
	}
	return out
}

func (t Term) cut() *Term {
	before, behind, family := strings.Cut(t.Path, "*")
	if family {
		t.from, t.list = before, strings.Split(strings.TrimSuffix(before, "."), ".")
		before = strings.TrimPrefix(behind, ".")
	}
	if before != "" {
		t.rest = strings.Split(before, ".")
	}
	return &t
}

// Shown lists the terms of a table that a place has.
func Shown(table Table, on Place) []*Term {
	var list []*Term
	for _, t := range vocabulary {
		if t.Table == table && t.On&on != 0 {
			list = append(list, t)
		}
	}
	return list
}

// TermOf finds the term of a measure's key, and what the * of a family stands for;
// nil where there is none.
func TermOf(key string) (t *Term, name string) {
	longest := -1
	for _, of := range vocabulary {
		before, behind, family := strings.Cut(of.Key, "*")
		switch {
		case of.Key == key:
			return of, ""
		case family && len(of.Key) > longest && len(key) >= len(before)+len(behind) && strings.HasPrefix(key, before) && strings.HasSuffix(key, behind):
			longest, t, name = len(of.Key), of, key[len(before):len(key)-len(behind)]
		}
	}
	return t, name
}

// For is the key of the measure of another model, by the name of a family's member;
// empty where there is none.
func (t *Term) For(m Model, name string) string {
	if m == Online {
		return t.named(name)
	}
	for _, of := range vocabulary {
		if of.Base == t.Key && of.Model == m {
			return of.named(name)
		}
	}
	return ""
}

// OfBaseline is the key of the measure of a baseline; empty where there is none.
func (t *Term) OfBaseline(name string) string {
	for _, of := range vocabulary {
		if of.Base == t.Key && of.Model == Online {
			return of.named(name)
		}
	}
	return ""
}

func (t *Term) named(name string) string { return strings.Replace(t.Key, "*", name, 1) }
