// Package decode makes micro-operations of the instructions of Arm's M profile:
// ARMv6-M, ARMv7-M and ARMv7E-M with FPv4-SP, from the Armv7-M Architecture
// Reference Manual (DDI 0403E), cited as "ARM ARM". It knows the encodings and
// nothing of a core that runs.
//
// One table of bit patterns (narrow.go, data.go, ...) says how an encoding is
// decoded and how it is written. A block of code becomes micro-operations (op.go),
// one for each instruction, and these are then fused (fuse.go): fewer and quicker
// ones that do the same.
package decode
