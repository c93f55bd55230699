package result

// StepSink hears the steps of runs as they are written to steps.csv, so that what
// is made of them needs not be read back. Its methods are called by one goroutine.
type StepSink interface {
	// Begin announces runs, in the order of Step.Run; those announced before are
	// over. normal is the class that stands for normal, NoLabel without one.
	Begin(runs []Announced, normal int)
	// Add takes in a step, which is reused afterwards.
	Add(s *Step)
}

// Announced is a run that begins.
type Announced struct {
	RunID
	Aim Aim
}
