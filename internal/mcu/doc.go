// Package mcu describes microcontroller boards and what a program costs on
// them: whether it fits into flash and RAM, to the byte; how many cycles each
// kernel takes; whether a step ends before the next one is due; and what
// energy it needs.
//
// Everything about a chip is data, with its source beside it: boards/*.yaml
// holds the profiles, cores/*.yaml the cycles per class of instruction, and
// kernels.yaml the instruction mix of each kernel of the firmware. Mix times
// cycles gives a closed form per kernel and core. Users add boards of their own
// as files of the same form.
//
// The figures are models and say so: a table of cycles is marked modelled,
// published or estimated, with the error to expect; code and stack sizes are
// marked modelled in the ledger.
package mcu
