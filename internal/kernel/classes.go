package kernel

// What kernels over records of classes have in common: class after class, a
// record each, `width` values from one to the next.

// ofClasses is a vector of such records, in which a kernel uses times*n + plus
// values of each.
func ofClasses(times, plus int) Size {
	return Size{Rows: "classes", Stride: "width", Cols: "n", Times: times, Plus: plus}
}

// inputsOfClasses is a vector with inputs [n] of each class, as many as a
// dimension says.
func inputsOfClasses(each string) Size {
	return Size{Rows: "classes", Stride: "width", Cols: "n", Times: 1, By: each}
}

var (
	length    = Parameter{Name: "n", Kind: Dimension, Min: 1}
	width     = Parameter{Name: "width", Kind: Dimension, Min: 1, Rule: NotBelow, Other: "n"}
	classes   = Parameter{Name: "classes", Kind: Dimension, Min: 1, Live: Neurons, Always: true}
	thisClass = Parameter{Name: "class", Kind: Dimension, Live: Target, Always: true, Rule: BelowLength, Other: "classes"}
)

// record is that of a class.
func record(records []float32, width, class int) []float32 { return records[class*width:][:width] }

// overClasses are the terms of a loop over m classes, or what else there are m
// of, with one over n values in it.
var overClasses = []string{"1", "m", "n*m", "m*(n==1)"}

// room says how many classes an operation has room for, and that it runs over
// those that there are.
func room(n int) Dim { return Dim{n, Neurons} }

// target is the class of the window's label.
func target(n int) Dim { return Dim{n, Target} }
