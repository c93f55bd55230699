package report

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// figure is one picture before it is drawn: numbers and words.
type figure struct {
	Name    string // of its files, without the ending
	Title   string // a few words
	Caption string // what it shows, for the page and for those who cannot see it
	Section string // of the page it belongs to
	Panels  []panel
}

// panel is one pair of axes. Panels stand below each other and share the
// column's width.
type panel struct {
	Heading string
	Height  vg.Length // of the area between the axes
	X, Y    axis
	Marks   []mark
}

// axis spans Min to Max, which are never equal.
type axis struct {
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

// mark is something drawn in a panel: curve, band, steps, rule, cells, spans.
type mark interface {
	kind() string
	plot(draw.Canvas, *plot.Plot) // in the area between the axes
}

// curve is a line through points. Faint is a further seed's, without a legend.
type curve struct {
	Name  string // in the legend; empty: none
	Role  role
	Faint bool
	Bare  bool // without the role's markers, which something else draws
	X, Y  []float64
}

// band fills the space between two lines.
type band struct {
	Role         role
	X, Low, High []float64
}

// steps is a histogram: Shares[i] lies between Edges[i] and Edges[i+1].
type steps struct {
	Name   string
	Role   role
	Filled bool
	Edges  []float64
	Shares []float64
}

// rule is a line across the panel.
type rule struct {
	Name     string
	Role     role
	Vertical bool
	At       float64
}

// cells is a matrix, row 0 at the top: Shade from 0 to 1, and a text in each.
type cells struct {
	Shade [][]float64
	Text  [][]string
	Small bool // little room: smaller text
}

// spans are horizontal bars, the first at the top, each from its own start,
// so that bars can continue each other.
type spans struct {
	Bars []span
}

type span struct {
	From, To float64
	Text     string // beside the bar
	Total    bool   // a sum of the others
}

func (curve) kind() string { return "curve" }
func (band) kind() string  { return "band" }
func (steps) kind() string { return "steps" }
func (rule) kind() string  { return "rule" }
func (cells) kind() string { return "cells" }
func (spans) kind() string { return "spans" }
