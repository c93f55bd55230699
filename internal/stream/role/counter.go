package role

import (
	"fmt"
	"math"
)

// leastCycle is how many values a counter that begins again has at least: fewer
// are not to be told from a sensor at the border of two steps of its converter.
const leastCycle = 4

// longestPacket is for how many rows a number of packets stands at most; what
// stands longer numbers parts of the recording.
const longestPacket = 32

// findCounter finds whole numbers that rise or fall by the same each row, or each
// packet of rows, and may begin again at the end of their range. 95 of 100 steps
// have to, for packets get lost.
func findCounter(t *table, c *column) {
	if !c.numeric || !c.whole || c.steps() < leastRows {
		return
	}
	if p := c.pace(); p.moves >= leastMoves && p.exact >= 0.95 && p.packet > 0 && p.packet <= longestPacket && p.resets*20 <= p.moves {
		c.settle(Counter, p.String()+", as a number of rows does", "--columns")
		return
	}
	if c.Distinct == 2 && c.rest == 0 && c.steps() >= 4*leastRows {
		c.settle(Counter, "changes between "+decimal(c.Low)+" and "+decimal(c.High)+" with each row, as a sign of life does", "--columns")
		return
	}
	if p := c.wraps(); p != nil {
		c.settle(Counter, fmt.Sprintf("%s from %s to %s and begins again, as a counter does", p, decimal(c.Low), decimal(c.High)), "--columns")
	}
}

// findSawtooth finds what rises by exactly the same each row and begins again at the same
// value, at times of its own: the time since something. The angle of a shaft begins
// again at another each turn.
func findSawtooth(_ *table, c *column) {
	if !c.numeric {
		return
	}
	p := c.pace()
	if p.moves < leastMoves || p.sign < 0 || p.exact < 0.99 || p.packet != 1 || p.resets < 2 {
		return
	}
	for _, chunk := range c.in.Chunks {
		for i := 1; i < len(chunk.Numbers); i++ {
			if x := chunk.Numbers[i]; x < chunk.Numbers[i-1] && x-c.Low > 1e-3*p.typical {
				return
			}
		}
	}
	c.settle(Counter, p.String()+" and begins again at "+decimal(c.Low)+", as the time since something does", "--columns")
}

// wraps finds a counter that returns to the lowest value after the highest.
func (c *column) wraps() *pace {
	if c.down == 0 || c.down*(leastCycle-1) > c.up {
		return nil
	}
	p := &pace{sign: 1, exact: 1}
	p.typical = c.leastRise()
	cycle := c.High - c.Low + p.typical
	if p.typical <= 0 || cycle < leastCycle*p.typical {
		return nil
	}
	var rows []int
	other, wraps := 0, 0
	for _, chunk := range c.in.Chunks {
		since := math.MinInt
		for i := 1; i < len(chunk.Numbers); i++ {
			switch d := chunk.Numbers[i] - chunk.Numbers[i-1]; {
			case d == 0:
				continue
			case d == p.typical:
			case d == p.typical-cycle:
				wraps++
			default:
				other++
				since = math.MinInt
				continue
			}
			p.moves++
			if since != math.MinInt {
				rows = append(rows, i-since)
			}
			since = i
		}
	}
	p.packet = regular(rows, c.rest)
	if p.moves < leastMoves || wraps == 0 || other*20 > p.moves || p.packet == 0 || p.packet > longestPacket {
		return nil
	}
	return p
}

// leastRise is the smallest step up that is seen.
func (c *column) leastRise() float64 {
	least := math.Inf(1)
	for _, chunk := range c.in.Chunks {
		for i := 1; i < len(chunk.Numbers); i++ {
			if d := chunk.Numbers[i] - chunk.Numbers[i-1]; d > 0 {
				least = min(least, d)
			}
		}
	}
	if math.IsInf(least, 1) {
		return 0
	}
	return least
}
