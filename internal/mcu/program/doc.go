// Package program reads what a linked program for a microcontroller holds: its
// segments, symbols, lines and inlined calls, and the tables by which a stack is
// unwound, from ELF and DWARF.
//
// The files come from anywhere, so nothing in them is taken at its word:
// limits.go says what an image may make its reader keep, and what is shown of a
// file's text is fit for a terminal.
package program
