// Package cpu is the border between an emulated core and those who use it: the
// board's machine, exec, the fit of the cost model, profiles. They know a core
// as a Core; each family of cores is a package of its own that implements it,
// and cpu/cores chooses among them by a board's profile.
package cpu
