// Package catalogue knows public recordings of this field: where they are, how
// large, with which SHA-256, under which licence, and what they are good for. It
// carries no recording; the machine that asks downloads it.
//
// An entry is a file of YAML (entries/NAME.yaml), and so is one of a user's own,
// which Import writes. Addresses are pinned to a version of their source. The
// sizes and checksums of an entry were computed from the bytes of that version;
// an entry whose bytes nobody has seen says so (seen: false).
//
// A download counts the bytes, whatever the server announces; one that broke off
// goes on from what is kept beside the place of the file, and a file gets to its
// place only with the right SHA-256.
package catalogue
