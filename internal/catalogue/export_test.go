package catalogue

import "time"

// Hurry shortens the waits, which are made for the web.
func (c *Catalogue) Hurry(stall time.Duration) {
	c.patience.stall, c.patience.pause = stall, time.Millisecond
}

// CheckRedirect is checkRedirect.
var CheckRedirect = checkRedirect
