// Package cli is the command line: cobra commands, one file each, that fill a
// bench.Spec and print what comes back. It alone knows about exit codes,
// terminals and signals.
package cli
