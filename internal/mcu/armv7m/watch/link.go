package watch

import "tinyol-sim/internal/mcu/armv7m/thumb"

// bl is BL, which every core has (ARM ARM A7.7.18, T1).
var bl = thumb.Parse(32, "11110 s iiiiiiiiii 11 j 1 k iiiiiiiiiii")

// isLink recognises BL and BLX.
func isLink(encoding uint32, size int) bool {
	if size == 4 {
		return encoding&bl.Mask == bl.Value
	}
	return encoding&0xFF87 == 0x4780
}

// linkTarget is where the BL at from goes to; BLX does not tell.
func linkTarget(from, encoding uint32, size int) (uint32, bool) {
	if size != 4 || !isLink(encoding, size) {
		return 0, false
	}
	var v thumb.Operands
	v.Gather(&bl, encoding)
	return from + 4 + v.Far(), true
}
