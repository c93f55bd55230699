// Package timing knows what instructions cost on Arm's Cortex-M cores: a walk
// through a block of decoded instructions as the pipeline takes them, by the rules
// of one core. docs/TIMING.md has the rules, their sources and their errors.
package timing
