package main

import (
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"sync"
	"time"
)

// campaign is one run of this program.
type campaign struct {
	tool    string
	root    string // of the repository
	work    string // each try has a folder in it
	seed    uint64
	time    time.Duration
	workers int
	first   int
	limits  limits
	areas   []*area
	made    []*writing // see writings
}

// limits are what a single run may take. Times are of a processor, so that it
// does not matter what else the machine is doing.
type limits struct {
	time   time.Duration
	prompt time.Duration // behind an interrupt
	memory int64         // bytes
}

// clock is when a run that does not use its processor is given up.
func (l limits) clock() time.Duration { return 6 * l.time }

// area is one way to be hostile. prepare makes what its tries share; where this
// machine cannot do it, a *cannotTry says why.
type area struct {
	name, about string
	want        int
	share       float64 // of the time that is left, against the areas behind it
	prepare     func(c *campaign) (func(t *try) error, error)

	row
}

// cannotTry is why an area is left out.
type cannotTry struct{ why string }

func (e *cannotTry) Error() string { return e.why }

// maxOwn is the memory that this program tries to keep to: Linux counts it as
// that of a run until the run has more.
const maxOwn = 64 << 20

// run tries everything and prints the table.
func (c *campaign) run() error {
	limitAddressSpace()
	debug.SetMemoryLimit(maxOwn)
	if err := c.makeInputs(); err != nil {
		return fmt.Errorf("the inputs cannot be made: %w", err)
	}
	end := time.Now().Add(c.time)
	failed := 0
	for i, a := range c.areas {
		shares := 0.0
		for _, later := range c.areas[i:] {
			shares += later.share
		}
		part := time.Duration(float64(time.Until(end)) * a.share / shares)
		if err := c.runArea(a, time.Now().Add(part)); err != nil {
			return fmt.Errorf("%s: %w", a.name, err)
		}
		failed += a.failed
	}
	printTable(os.Stdout, c.areas)
	if failed == 0 {
		return os.RemoveAll(c.work)
	}
	return fmt.Errorf("%d failed; each has a folder in %s with its input, and the command and the reason in %s", failed, c.work, storyFile)
}

// runArea makes the tries of an area until its time is over.
func (c *campaign) runArea(a *area, end time.Time) error {
	if a.want == 0 {
		a.note = "not asked for"
		return nil
	}
	attempt, err := a.prepare(c)
	var cannot *cannotTry
	if errors.As(err, &cannot) {
		a.note = "not tried: " + cannot.why
		return nil
	}
	if err != nil {
		return err
	}
	numbers := make(chan int)
	go func() {
		defer close(numbers)
		for n := c.first; n < c.first+a.want && time.Now().Before(end); n++ {
			numbers <- n
		}
	}()
	var wait sync.WaitGroup
	for range c.workers {
		wait.Go(func() {
			for n := range numbers {
				a.add(c.attempt(a.name, n, attempt))
			}
		})
	}
	wait.Wait()
	return nil
}

// try is one attempt: a folder of its own and what happened in it.
type try struct {
	*campaign
	name   string
	dir    string
	random *rand.Rand
	story  []string // command lines and what they said
	counts
}

// attempt makes one try. The folder of a failed one stays.
func (c *campaign) attempt(area string, number int, do func(t *try) error) *try {
	h := fnv.New64a()
	h.Write([]byte(area))
	t := &try{campaign: c, name: fmt.Sprintf("%s-%06d", area, number), random: rand.New(rand.NewPCG(c.seed, h.Sum64()+uint64(number)))}
	t.dir = filepath.Join(c.work, t.name)
	err := t.makeFolders()
	if err == nil {
		err = do(t)
	}
	if err == nil {
		os.RemoveAll(t.dir)
		os.RemoveAll(t.temporary())
		return t
	}
	t.failed = true
	t.tell("%v", err)
	fmt.Fprintf(os.Stderr, "%s: %v\n", t.name, err)
	if err := t.writeStory(); err != nil {
		fmt.Fprintln(os.Stderr, "hostile:", err)
	}
	return t
}

// storyFile says in the folder of a failed try what was done there.
const storyFile = "story.txt"

// temporary is the folder that the temporary files of a try's runs go to.
func (t *try) temporary() string { return filepath.Join(t.work, "tmp-"+t.name) }

func (t *try) makeFolders() error {
	return errors.Join(os.MkdirAll(t.dir, 0o777), os.MkdirAll(t.temporary(), 0o777))
}

func (t *try) tell(format string, args ...any) {
	t.story = append(t.story, fmt.Sprintf(format, args...))
}

func (t *try) writeStory() error {
	var text []byte
	for _, line := range t.story {
		text = append(append(text, line...), '\n')
	}
	return os.WriteFile(filepath.Join(t.dir, storyFile), text, 0o666)
}

// path is that of a file in the try's folder.
func (t *try) path(elements ...string) string {
	return filepath.Join(slices.Concat([]string{t.dir}, elements)...)
}

// one chooses one of several.
func one[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

// oneIn is true once in n.
func oneIn(r *rand.Rand, n int) bool { return r.IntN(n) == 0 }
