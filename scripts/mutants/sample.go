package main

import (
	"math/rand/v2"
	"sync"
)

// sample is a target's changes in the order in which they are tried, until
// share of them were built.
type sample struct {
	target
	sites    int
	share    int
	queue    []change
	running  int
	tally    [notBuilt + 1]int
	survived []change
}

func newSample(t target, share int, seed uint64) (*sample, error) {
	queue, err := t.changes()
	if err != nil {
		return nil, err
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	rng.Shuffle(len(queue), func(i, j int) { queue[i], queue[j] = queue[j], queue[i] })
	return &sample{target: t, sites: len(queue), share: share, queue: queue}, nil
}

func (s *sample) counted() int { return s.tally[survived] + s.tally[caught] + s.tally[timedOut] }

// crew works through samples. Which changes are counted does not depend on who
// is first: a change is taken where those before it cannot fill the share.
type crew struct {
	sync.Mutex
	try     func(change, []string) (outcome, error)
	waiting *sync.Cond
	samples []*sample
	notice  func(*sample, change, outcome)
	err     error
}

func newCrew(try func(change, []string) (outcome, error), samples []*sample, notice func(*sample, change, outcome)) *crew {
	c := &crew{try: try, samples: samples, notice: notice}
	c.waiting = sync.NewCond(c)
	return c
}

// work tries changes with so many workers.
func (c *crew) work(workers int) error {
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for s, next := c.take(); s != nil; s, next = c.take() {
				how, err := c.try(next, s.tests)
				c.put(s, next, how, err)
			}
		})
	}
	all.Wait()
	return c.err
}

// take waits for a change to try; there is none any more where it returns nil.
func (c *crew) take() (*sample, change) {
	c.Lock()
	defer c.Unlock()
	for c.err == nil {
		busy := false
		for _, s := range c.samples {
			if len(s.queue) > 0 && s.counted()+s.running < s.share {
				next := s.queue[0]
				s.queue = s.queue[1:]
				s.running++
				return s, next
			}
			busy = busy || s.running > 0
		}
		if !busy {
			break
		}
		c.waiting.Wait()
	}
	return nil, change{}
}

func (c *crew) put(s *sample, done change, how outcome, err error) {
	c.Lock()
	defer c.Unlock()
	defer c.waiting.Broadcast()
	s.running--
	if err != nil {
		c.err = err
		return
	}
	s.tally[how]++
	if how == survived {
		s.survived = append(s.survived, done)
	}
	c.notice(s, done, how)
}
