// Package armv7m executes programs for Arm Cortex-M cores instruction by
// instruction: ARMv6-M (Cortex-M0+), ARMv7-M (Cortex-M3) and ARMv7E-M with
// FPv4-SP (Cortex-M4F), from the Armv7-M Architecture Reference Manual
// (DDI 0403E), cited as "ARM ARM".
//
// An instruction is decoded once per address into a micro-operation (package
// decode), priced with its block (package timing), and runs from a flat slice
// through one dense switch (the files of loop, put together in loop_stitched.go).
// What is rare is executed by a function per class. Whatever a guest does, the
// machine only ever answers with a value, a cpu.Stop. Limits on cycles and
// instructions end programs that have no end of their own.
//
// Memory-mapped parts of the core sit in their own files: bus.go is the memory
// map, scs.go the System Control Space, nvic.go and priorities.go the interrupt
// controller, exceptions.go entry and return, systick.go the timer. There is no
// MPU (MPU_TYPE reads zero). Package stack guards the stacks, package watch has
// observed runs and backtraces, package semihosting the debugger's calls.
package armv7m

//go:generate go run ./loop
