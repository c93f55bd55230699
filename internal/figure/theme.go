package figure

import (
	"fmt"
	"image/color"
	"strings"
)

// themeWords replaces the palette's colours by the page's variables, which have
// values for light and dark. Black fill is SVG's default and set in the style.
var themeWords = strings.NewReplacer(
	hex(ink), "var(--ink)", hex(paper), "var(--paper)", hex(gridGrey), "var(--grid)", hex(midGrey), "var(--mid)",
	hex(blue), "var(--blue)", hex(blueTint), "var(--blue-tint)", hex(blueFaint), "var(--blue-faint)",
	hex(vermillion), "var(--vermillion)", hex(redTint), "var(--red-tint)", hex(redFaint), "var(--red-faint)",
	hex(green), "var(--green)", hex(purple), "var(--purple)", hex(orange), "var(--orange)",
)

// hex writes a colour as the drawing does.
func hex(c color.NRGBA) string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }

// Themed is a drawing whose colours are variables of the page's style, which
// names them --ink, --paper, --grid, --mid, --blue, --vermillion and so on.
func Themed(svg string) string { return themeWords.Replace(svg) }
