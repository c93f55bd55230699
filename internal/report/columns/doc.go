// Package columns lays text out for a terminal: facts, tables and paragraphs in
// columns of characters, as wide as the terminal is.
package columns
