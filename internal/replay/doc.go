// Package replay plays recordings: it opens and checks inputs, reads a stream
// over several files with the drift that was asked for, cuts it to windows, and
// hands each stretch to all lanes, which work side by side.
package replay
