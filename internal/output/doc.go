// Package output is how every command writes: a folder or a file is made out of
// sight and put into its place in one move, so that whoever looks there meets
// the earlier result or the new one, whole, whatever stops the writer.
//
// A folder is made in a hidden one beside it, NAME.unfinished, which carries a
// lock while somebody writes and stays behind, readable, when the writer was
// stopped before the end. Where the file system exchanges two folders in one
// step (Linux: renameat2), that step puts the result into place. Elsewhere, and
// for the folder that a shell stands in, the files are moved one by one; a move
// that was stopped is ended by the next command that opens the folder (Begin or
// Settle).
//
// Each folder holds a record of the files that are ours and of what made them.
// Nothing else is ever replaced or removed, and no file that a run reads is one
// that it writes.
package output
