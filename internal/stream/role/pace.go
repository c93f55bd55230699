package role

import (
	"math"
	"slices"
)

// pace is how a column rises, or falls, that does hardly anything else.
type pace struct {
	sign    float64 // 1: rises, -1: falls
	moves   int     // steps in that direction
	typical float64 // the median of them, above 0
	exact   float64 // share of those that are equal to it
	near    float64 // share of those from half of it to one and a half
	resets  int     // steps in the other direction
	packet  int     // rows that one value stands for; 0 where that is irregular
}

// sampledSteps bounds what is sorted of each column.
const sampledSteps = 2048

// leastMoves is how many steps it takes to tell a clock from a sensor that
// happens to rise: sixteen in a row come by chance once in 65536 columns.
const leastMoves = 16

// pace returns a pace without moves where the column goes both ways.
func (c *column) pace() *pace {
	if c.tempo == nil {
		c.tempo = &pace{}
		if up, down := c.up, c.down; min(up, down)*4 <= max(up, down) && max(up, down) >= leastMoves {
			c.tempo = c.findPace()
		}
	}
	return c.tempo
}

func (c *column) findPace() *pace {
	p := &pace{sign: 1, moves: c.up, resets: c.down}
	if c.down > c.up {
		p.sign, p.moves, p.resets = -1, c.down, c.up
	}
	steps := make([]float64, 0, min(p.moves, sampledSteps))
	var rows []int // that a value stands for, where both its ends are seen
	every, seen := 1+p.moves/sampledSteps, 0
	for _, chunk := range c.in.Chunks {
		since := math.MinInt
		for i := 1; i < len(chunk.Numbers); i++ {
			d := p.sign * (chunk.Numbers[i] - chunk.Numbers[i-1])
			if !(d > 0) {
				if d != 0 {
					since = math.MinInt
				}
				continue
			}
			if seen++; seen%every == 0 && !math.IsInf(d, 0) {
				steps = append(steps, d)
			}
			if since != math.MinInt {
				rows = append(rows, i-since)
			}
			since = i
		}
	}
	if len(steps) == 0 {
		return &pace{}
	}
	slices.Sort(steps)
	p.typical = steps[len(steps)/2]
	rounding := ulp(max(math.Abs(c.Low), math.Abs(c.High)))
	slack := float64(1e-6*p.typical) + float64(4*rounding)
	p.exact = share(steps, p.typical-slack, p.typical+slack)
	p.near = share(steps, float64(p.typical/2)-slack, float64(p.typical*1.5)+slack)
	p.packet = regular(rows, c.rest)
	if p.exact >= 0.99 && rounding > 1e-7*p.typical {
		// Nanoseconds since 1970 are 256 apart, so a step is off by as much; their mean is not.
		sum := 0.0
		for _, s := range steps {
			sum += s
		}
		p.typical = roundNear(sum/float64(len(steps)), rounding)
	}
	return p
}

// regular returns how many rows a value stands for, 0 where nine of ten do not
// agree within half of it.
func regular(rows []int, rests int) int {
	if rests == 0 {
		return 1
	}
	if len(rows) < leastMoves/2 {
		return 0
	}
	slices.Sort(rows)
	typical := rows[len(rows)/2]
	agree := 0
	for _, n := range rows {
		if 2*n >= typical && 2*n <= 3*typical {
			agree++
		}
	}
	if agree*10 < len(rows)*9 {
		return 0
	}
	return typical
}

// share is the part of sorted values from low to high.
func share(sorted []float64, low, high float64) float64 {
	from, _ := slices.BinarySearch(sorted, low)
	to, found := slices.BinarySearch(sorted, high)
	for found && to < len(sorted) && sorted[to] == high {
		to++
	}
	return float64(to-from) / float64(len(sorted))
}

// ulp is the distance of the float64 numbers next to x.
func ulp(x float64) float64 {
	if x = math.Nextafter(x, math.Inf(1)) - x; x-x == 0 {
		return x
	}
	return 0
}

// steady reports a column that rises as a clock does: never falls, and nearly always
// rises by about the same; or now and then begins again, and rises by exactly the same,
// for what wears and is replaced begins again as well.
func (p *pace) steady() bool {
	clean := p.resets == 0 || p.exact >= 0.9 && p.resets*50 <= p.moves
	return p.moves >= leastMoves && p.sign > 0 && p.near >= 0.95 && clean && p.packet > 0
}
