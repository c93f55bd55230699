// Package fileset finds the recordings behind the names that a user gives: a
// file, a folder with all recordings in it and below it, or a ZIP archive of
// such. It lists them in an order that people expect, reads one at a time, and
// takes labels from the names of folders and files.
package fileset
