// Package mcu describes microcontroller boards and what a program costs on
// them: whether it fits into flash and RAM, to the byte; how many cycles each
// kernel takes; whether a step ends before the next one is due; and what
// energy it needs.
//
// Everything about a chip is data, with its source beside it: boards/*.yaml
// holds the profiles; fitted/*.yaml the closed forms of the emulated cores, as
// package calibrate fits them on the firmware; for the other cores cores/*.yaml
// has the cycles per class of instruction and kernels.yaml a draft of each
// kernel as a mix of these. Users add boards of their own as files of the same
// form.
//
// The figures are models and say so: a table of cycles is marked modelled,
// published or estimated, with the error to expect; code and stack sizes are
// marked modelled in the ledger where they were not counted in a build.
package mcu
