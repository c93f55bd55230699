package wording

import "strings"

// texWords are the characters that LaTeX takes for commands, or that its common
// fonts lack, and what prints them.
var texWords = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `$`, `\$`, `&`, `\&`, `#`, `\#`, `%`, `\%`,
	`_`, `\_`, `^`, `\textasciicircum{}`, `~`, `\textasciitilde{}`, `<`, `\textless{}`, `>`, `\textgreater{}`, `"`, `\textquotedbl{}`,
	"µ", `\textmu{}`, "±", `\ensuremath{\pm}`, "−", `\ensuremath{-}`, "·", `\ensuremath{\cdot}`, "×", `\ensuremath{\times}`, "…", `\dots{}`,
)

// EscapeTeX makes LaTeX print the text.
func EscapeTeX(s string) string { return texWords.Replace(Clean(s)) }
