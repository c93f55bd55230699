package figure

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Figure is one picture before it is drawn: numbers and words.
type Figure struct {
	Name    string // of its files, without the ending
	Title   string // a few words
	Caption string // what it shows, for the page and for those who cannot see it
	Section string // of the page it belongs to
	Panels  []Panel
}

// Panel is one pair of axes. Panels stand below each other and share the
// column's width.
type Panel struct {
	Heading string
	Height  vg.Length // of the area between the axes
	X, Y    Axis
	Marks   []Mark
}

// Axis spans Min to Max, which are never equal.
type Axis struct {
	Label    string
	Min, Max float64
	Log      bool
	Down     bool     // Min at the top
	Upto     float64  // last value with a tick where the axis goes on; 0: Max
	Ticks    int      // about how many on a linear axis; 0: none are drawn
	Names    []string // instead of numbers: at 0, 1, 2 ...
	Upright  bool     // names stand upright
	Grid     bool     // lines across the panel at the ticks
	Bare     bool     // no line either
}

// Mark is something drawn in a panel: curve, band, steps, rule, cells, spans.
type Mark interface {
	kind() string
	plot(draw.Canvas, *plot.Plot) // in the area between the axes
}

// Curve is a line through points. Faint is a further seed's, without a legend.
type Curve struct {
	Name  string // in the legend; empty: none
	Role  Role
	Faint bool
	Bare  bool // without the role's markers, which something else draws
	X, Y  []float64
}

// Band fills the space between two lines.
type Band struct {
	Role         Role
	X, Low, High []float64
}

// Steps is a histogram: Shares[i] lies between Edges[i] and Edges[i+1].
type Steps struct {
	Name   string
	Role   Role
	Filled bool
	Edges  []float64
	Shares []float64
}

// Rule is a line across the panel.
type Rule struct {
	Name     string
	Role     Role
	Vertical bool
	At       float64
}

// Cells is a matrix, row 0 at the top: Shade from 0 to 1, and a text in each.
type Cells struct {
	Shade [][]float64
	Text  [][]string
	Small bool // little room: smaller text
}

// Spans are horizontal bars, the first at the top, each from its own start,
// so that bars can continue each other.
type Spans struct {
	Bars []Span
}

// Span is one bar of Spans.
type Span struct {
	From, To float64
	Text     string // beside the bar
	Total    bool   // a sum of the others
}

func (Curve) kind() string { return "curve" }
func (Band) kind() string  { return "band" }
func (Steps) kind() string { return "steps" }
func (Rule) kind() string  { return "rule" }
func (Cells) kind() string { return "cells" }
func (Spans) kind() string { return "spans" }
