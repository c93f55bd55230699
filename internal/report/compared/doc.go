// Package compared shows a comparison of results: as a terminal table, as CSV and
// LaTeX, as macros and as overlaid figures. It draws from the result folders that
// were compared, of which it keeps every seed, for means over all of them.
package compared
